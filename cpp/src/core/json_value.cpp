#include <charconv>
#include <cstdint>
#include <petasentra/core/json_value.hpp>

namespace petasentra::core {

namespace {

constexpr int deepest_level = 32;

void append_utf8(std::string& out, std::uint32_t point) {
    const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (point < 0x80) {
        byte(point);
    } else if (point < 0x800) {
        byte(0xC0 | (point >> 6));
        byte(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        byte(0xE0 | (point >> 12));
        byte(0x80 | ((point >> 6) & 0x3F));
        byte(0x80 | (point & 0x3F));
    } else {
        byte(0xF0 | (point >> 18));
        byte(0x80 | ((point >> 12) & 0x3F));
        byte(0x80 | ((point >> 6) & 0x3F));
        byte(0x80 | (point & 0x3F));
    }
}

/// Each function takes its part off the front and says whether it was there.
class JsonReader {
  public:
    explicit JsonReader(std::string_view text) : m_rest(text) {}

    bool document(JsonValue& out) {
        if (!any(out, 0)) return false;
        skip_blanks();
        return m_rest.empty();
    }

  private:
    void skip_blanks() {
        const auto n = m_rest.find_first_not_of(" \t\r\n");
        m_rest.remove_prefix(n == std::string_view::npos ? m_rest.size() : n);
    }
    bool next(char c) {
        skip_blanks();
        if (m_rest.empty() || m_rest.front() != c) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    bool word(std::string_view text) {
        if (!m_rest.starts_with(text)) return false;
        m_rest.remove_prefix(text.size());
        return true;
    }

    bool any(JsonValue& out, int level) {
        skip_blanks();
        if (m_rest.empty() || level > deepest_level) return false;
        switch (m_rest.front()) {
            case '{':
                return object(out, level);
            case '[':
                return list(out, level);
            case '"':
                return text(out.value.emplace<std::string>());
            case 't':
                out.value = true;
                return word("true");
            case 'f':
                out.value = false;
                return word("false");
            case 'n':
                out.value = nullptr;
                return word("null");
            default:
                return number(out);
        }
    }

    bool object(JsonValue& out, int level) {
        auto& fields = out.value.emplace<JsonValue::Object>();
        if (!next('{')) return false;
        if (next('}')) return true;
        do {
            skip_blanks();
            auto& [key, value] = fields.emplace_back();
            if (!text(key) || !next(':') || !any(value, level + 1)) return false;
        } while (next(','));
        return next('}');
    }

    bool list(JsonValue& out, int level) {
        auto& values = out.value.emplace<JsonValue::List>();
        if (!next('[')) return false;
        if (next(']')) return true;
        do {
            if (!any(values.emplace_back(), level + 1)) return false;
        } while (next(','));
        return next(']');
    }

    bool number(JsonValue& out) {
        const auto first = m_rest.front();
        if (first != '-' && (first < '0' || first > '9')) return false;
        double value = 0.0;
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), value);
        if (error != std::errc{}) return false;
        m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
        out.value = value;
        return true;
    }

    bool text(std::string& out) {
        if (m_rest.empty() || m_rest.front() != '"') return false;
        m_rest.remove_prefix(1);
        while (!m_rest.empty()) {
            const char c = m_rest.front();
            m_rest.remove_prefix(1);
            if (c == '"') return true;
            if (static_cast<unsigned char>(c) < 0x20) return false;
            if (c != '\\') {
                out += c;
            } else if (!escaped(out)) {
                return false;
            }
        }
        return false;
    }

    bool escaped(std::string& out) {
        if (m_rest.empty()) return false;
        const char c = m_rest.front();
        m_rest.remove_prefix(1);
        constexpr std::string_view names = "\"\\/bfnrt";
        constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
        if (const auto at = names.find(c); at != std::string_view::npos) {
            out += meant[at];
            return true;
        }
        std::uint32_t point = 0;
        if (c != 'u' || !four_digits(point)) return false;
        if (point >= 0xD800 && point < 0xDC00) {
            std::uint32_t low = 0;
            if (!word("\\u") || !four_digits(low) || low < 0xDC00 || low > 0xDFFF) return false;
            point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        } else if (point >= 0xDC00 && point < 0xE000) {
            return false;
        }
        append_utf8(out, point);
        return true;
    }

    bool four_digits(std::uint32_t& value) {
        if (m_rest.size() < 4) return false;
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + 4, value, 16);
        if (error != std::errc{} || end != m_rest.data() + 4) return false;
        m_rest.remove_prefix(4);
        return true;
    }

    std::string_view m_rest;
};

}  // namespace

const JsonValue* JsonValue::field(std::string_view name) const noexcept {
    const JsonValue* found = nullptr;
    if (const auto* fields = object()) {
        for (const auto& [key, one] : *fields)
            if (key == name) found = &one;
    }
    return found;
}

std::optional<JsonValue> read_json(std::string_view text) {
    JsonValue out;
    if (!JsonReader(text).document(out)) return std::nullopt;
    return out;
}

}  // namespace petasentra::core
