#include <petasentra/core/text.hpp>

namespace petasentra::core {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";  // UTF-8

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        if (is_blank(text.front())) {
            text.remove_prefix(1);
        } else if (text.starts_with(no_break_space)) {
            text.remove_prefix(no_break_space.size());
        } else {
            break;
        }
    }
    while (!text.empty()) {
        if (is_blank(text.back())) {
            text.remove_suffix(1);
        } else if (text.ends_with(no_break_space)) {
            text.remove_suffix(no_break_space.size());
        } else {
            break;
        }
    }
    return text;
}

}  // namespace petasentra::core
