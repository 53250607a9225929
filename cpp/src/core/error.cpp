#include <petasentra/core/error.hpp>
#include <utility>

namespace petasentra::core {
namespace {

std::string in_words(const Place& place) {
    std::string out;
    const auto add = [&out](const char* name, const std::string& value) {
        if (!value.empty()) out += (out.empty() ? "" : ", ") + std::string(name) + ' ' + value;
    };
    add("file", place.file);
    add("layer", place.layer);
    add("feature", place.feature);
    add("column", place.column);
    return out;
}

std::string in_english(const Text& message, const Text& hint, const Place& place) {
    std::string out = message.en;
    if (const auto where = in_words(place); !where.empty()) out += " [" + where + ']';
    if (!hint.en.empty()) out += ' ' + hint.en;
    return out;
}

const std::string& first_known(const std::string& inner, const std::string& outer) {
    return inner.empty() ? outer : inner;
}

}  // namespace

Error::Error(ErrorCode code, Text message, Text hint, Place place)
    : std::runtime_error(in_english(message, hint, place)),
      m_code(code),
      m_message(std::move(message)),
      m_hint(std::move(hint)),
      m_place(std::move(place)) {}

Error Error::at(const Place& outer) const {
    return Error(m_code, m_message, m_hint,
                 Place{first_known(m_place.file, outer.file), first_known(m_place.layer, outer.layer),
                       first_known(m_place.feature, outer.feature), first_known(m_place.column, outer.column)});
}

}  // namespace petasentra::core
