#include "io/pack/document.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <petasentra/core/text.hpp>
#include <sstream>

#include "io/pack/toml_parser.hpp"

namespace petasentra::io::pack {
namespace {

std::size_t line_of(const toml::node& node) {
    return node.source().begin.line;
}

std::string iso(const toml::date& date) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", static_cast<int>(date.year), static_cast<int>(date.month),
                  static_cast<int>(date.day));
    return text.data();
}

template <typename T>
std::string streamed(const T& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

Node converted(const toml::node& source);

Node converted_table(const toml::table& source) {
    Node node;
    node.kind = Node::Kind::table;
    std::vector<std::pair<toml::source_position, Node::Field>> found;
    for (const auto& [key, value] : source)
        found.emplace_back(key.source().begin, Node::Field{std::string(key.str()), converted(value)});
    // toml++ keeps keys in alphabetical order; messages name the first mistake of the file.
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [position, field] : found) {
        if (field.value.line == 0) field.value.line = position.line;
        node.fields.push_back(std::move(field));
    }
    return node;
}

Node converted(const toml::node& source) {
    Node node;
    if (const auto* table = source.as_table()) {
        node = converted_table(*table);
    } else if (const auto* list = source.as_array()) {
        node.kind = Node::Kind::list;
        for (const auto& item : *list) node.items.push_back(converted(item));
    } else if (const auto* text = source.as_string()) {
        node.kind = Node::Kind::text;
        node.text = text->get();
    } else if (const auto* integer = source.as_integer()) {
        node.kind = Node::Kind::integer;
        node.integer = integer->get();
        node.number = static_cast<double>(node.integer);
    } else if (const auto* number = source.as_floating_point()) {
        node.kind = Node::Kind::number;
        node.number = number->get();
    } else if (const auto* flag = source.as_boolean()) {
        node.kind = Node::Kind::flag;
        node.flag = flag->get();
    } else if (const auto* date = source.as_date()) {
        node.kind = Node::Kind::date;
        node.text = iso(date->get());
    } else {
        node.kind = Node::Kind::time;
        node.text = source.is_time() ? streamed(source.as_time()->get()) : streamed(source.as_date_time()->get());
    }
    node.line = line_of(source);
    return node;
}

std::string_view line_at(std::string_view text, std::size_t number) {
    for (std::size_t line = 1; line < number; ++line) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    return text.substr(0, text.find('\n'));
}

// A date written without quotes in another form is a syntax error to TOML; to the reader it is an unreadable date.
void complain_if_date(std::string_view text, Where where) {
    constexpr std::array<std::string_view, 5> date_keys{"enacted_on", "in_force_from", "in_force_to", "published_on",
                                                        "verified_on"};
    const auto line = line_at(text, where.line);
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return;
    const auto key = core::trimmed(line.substr(0, equals));
    if (std::find(date_keys.begin(), date_keys.end(), key) == date_keys.end()) return;
    auto value = line.substr(equals + 1);
    value = core::trimmed(value.substr(0, value.find('#')));
    if (value.empty() || value.front() == '"' || value.front() == '\'') return;
    where.key = key;
    complain_date(where, value);
}

// The first line that looks like a table header without a key: where the parser gives up.
std::size_t odd_header_line(std::string_view text) {
    std::size_t number = 1;
    for (std::size_t at = 0; at < text.size(); ++number) {
        const auto end = std::min(text.find('\n', at), text.size());
        auto line = core::trimmed(text.substr(at, end - at));
        at = end + 1;
        if (!line.starts_with('[')) continue;
        line.remove_prefix(line.starts_with("[[") ? 2 : 1);
        line = core::trimmed(line);
        if (line.empty() || std::string_view("[]=#,.{}").find(line.front()) != std::string_view::npos) return number;
    }
    return 0;
}

// Skips the quoted text that begins at `at`, with one or three quotation marks; a missing end is the parser's to
// report.
std::size_t after_quoted(std::string_view text, std::size_t at) {
    const auto quote = text[at];
    const bool three = text.substr(at, 3) == std::string(3, quote);
    for (at += three ? 3 : 1; at < text.size(); ++at) {
        if (quote == '"' && text[at] == '\\')
            ++at;
        else if (three ? text.substr(at, 3) == std::string(3, quote) : text[at] == quote)
            return at + (three ? 3 : 1);
        else if (!three && text[at] == '\n')
            return at;
    }
    return text.size();
}

// toml++ limits how deep values nest but not how many parts a dotted key has; thousands would overflow the stack when
// the tree is taken down. No key of a pack has more than two.
void refuse_deep_keys(std::string_view text, const SourceFile& file) {
    constexpr int most_dots = 8;
    std::size_t line = 1;
    int dots = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"' || c == '\'') {
            const auto end = after_quoted(text, at);
            line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                                                        text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
            at = end;
            continue;
        }
        if (c == '#') {
            at = std::min(text.find('\n', at), text.size());
            continue;
        }
        if (c == '.') {
            if (++dots > most_dots)
                complain(core::ErrorCode::pack_syntax, {.file = file, .line = line},
                         {"Kunci bertitik ini terlalu panjang.", "This dotted key is too long."},
                         {"Tulis kunci seperti yang dijelaskan pada format paket.",
                          "Write the keys as the pack format describes them."});
        } else if (c == '\n' || std::string_view("=[]{},").find(c) != std::string_view::npos) {
            dots = 0;
            if (c == '\n') ++line;
        }
        ++at;
    }
}

[[noreturn]] void complain_syntax(const Where& where, const std::string& reason) {
    complain(core::ErrorCode::pack_syntax, where,
             {"Berkas ini bukan TOML yang benar: " + reason, "This is not valid TOML: " + reason},
             {"Perbaiki baris itu. Teks harus diapit tanda kutip ganda.",
              "Correct that line. Text must stand in double quotes."});
}

}  // namespace

const Node* Node::field(std::string_view key) const noexcept {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& entry) { return entry.key == key; });
    return found == fields.end() ? nullptr : &found->value;
}

core::Text kind_words(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::text:
            return {"teks", "text"};
        case Node::Kind::integer:
            return {"bilangan bulat", "a whole number"};
        case Node::Kind::number:
            return {"bilangan", "a number"};
        case Node::Kind::flag:
            return {"true/false", "true/false"};
        case Node::Kind::date:
            return {"tanggal", "a date"};
        case Node::Kind::time:
            return {"waktu", "a time"};
        case Node::Kind::list:
            return {"daftar", "a list"};
        case Node::Kind::table:
            return {"tabel", "a table"};
    }
    return {"nilai", "a value"};
}

Node parse_document(std::string_view text, const SourceFile& file) {
    refuse_deep_keys(text, file);
    try {
        return converted(toml::parse(text));
    } catch (const ParserGaveUp&) {
        complain_syntax({.file = file, .line = odd_header_line(text)}, "[ ]");
    } catch (const toml::parse_error& error) {
        const Where where{.file = file, .line = error.source().begin.line};
        complain_if_date(text, where);
        complain_syntax(where, std::string(error.description()));
    }
}

}  // namespace petasentra::io::pack
