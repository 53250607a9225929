#include "io/arrow/json_fragment.hpp"

#include <charconv>
#include <stdexcept>

namespace petasentra::io::arrow {
namespace {

class Scanner {
  public:
    explicit Scanner(std::string_view text) : m_text(text) {}

    std::optional<JsonFragment> member(std::string_view wanted) {
        std::optional<JsonFragment> found;
        members(0, [&](const std::string& key, std::size_t begin, const std::string& text) {
            if (key == wanted) found = JsonFragment{m_text.substr(begin, m_at - begin), text};
        });
        space();
        if (m_at != m_text.size()) fail();
        return found;
    }

  private:
    [[noreturn]] static void fail() { throw std::invalid_argument("not a JSON object"); }

    void space() {
        while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos) ++m_at;
    }
    bool next_is(char c) {
        space();
        if (m_at >= m_text.size() || m_text[m_at] != c) return false;
        ++m_at;
        return true;
    }
    void expect(char c) {
        if (!next_is(c)) fail();
    }

    template <class Visit>
    void members(int depth, Visit visit) {
        expect('{');
        if (next_is('}')) return;
        do {
            const auto key = string();
            expect(':');
            space();
            const auto begin = m_at;
            const auto text = value(depth + 1);
            visit(key, begin, text);
        } while (next_is(','));
        expect('}');
    }

    // Steps over one value; the content of it if it is a string.
    std::string value(int depth) {
        if (depth > 64) fail();
        space();
        if (m_at >= m_text.size()) fail();
        switch (m_text[m_at]) {
            case '"':
                return string();
            case '{':
                members(depth, [](const std::string&, std::size_t, const std::string&) {});
                return {};
            case '[':
                ++m_at;
                if (next_is(']')) return {};
                do value(depth + 1);
                while (next_is(','));
                expect(']');
                return {};
            default:
                word();
                return {};
        }
    }

    void word() {
        const auto begin = m_at;
        while (m_at < m_text.size() && std::string_view(",]} \t\r\n").find(m_text[m_at]) == std::string_view::npos)
            ++m_at;
        const auto text = m_text.substr(begin, m_at - begin);
        const bool number = !text.empty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
        if (!number && text != "null" && text != "true" && text != "false") fail();
    }

    std::string string() {
        expect('"');
        std::string out;
        while (true) {
            if (m_at >= m_text.size()) fail();
            const char c = m_text[m_at++];
            if (c == '"') return out;
            if (c == '\\') {
                escape(out);
            } else {
                out.push_back(c);
            }
        }
    }

    unsigned hex4() {
        unsigned code = 0;
        if (m_at + 4 > m_text.size()) fail();
        const auto* begin = m_text.data() + m_at;
        const auto read = std::from_chars(begin, begin + 4, code, 16);
        if (read.ec != std::errc() || read.ptr != begin + 4) fail();
        m_at += 4;
        return code;
    }

    void escape(std::string& out) {
        if (m_at >= m_text.size()) fail();
        const char c = m_text[m_at++];
        switch (c) {
            case '"':
            case '\\':
            case '/':
                out.push_back(c);
                return;
            case 'b':
                out.push_back('\b');
                return;
            case 'f':
                out.push_back('\f');
                return;
            case 'n':
                out.push_back('\n');
                return;
            case 'r':
                out.push_back('\r');
                return;
            case 't':
                out.push_back('\t');
                return;
            case 'u':
                break;
            default:
                fail();
        }
        auto code = hex4();
        if (code >= 0xd800 && code < 0xdc00) {  // first half of a pair
            if (m_text.substr(m_at, 2) != "\\u") fail();
            m_at += 2;
            const auto low = hex4();
            if (low < 0xdc00 || low > 0xdfff) fail();
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        }
        append_utf8(out, code);
    }

    static void append_utf8(std::string& out, unsigned code) {
        const auto put = [&out](unsigned byte) { out.push_back(static_cast<char>(byte)); };
        if (code < 0x80) {
            put(code);
        } else if (code < 0x800) {
            put(0xc0 | (code >> 6));
            put(0x80 | (code & 0x3f));
        } else if (code < 0x10000) {
            put(0xe0 | (code >> 12));
            put(0x80 | ((code >> 6) & 0x3f));
            put(0x80 | (code & 0x3f));
        } else {
            put(0xf0 | (code >> 18));
            put(0x80 | ((code >> 12) & 0x3f));
            put(0x80 | ((code >> 6) & 0x3f));
            put(0x80 | (code & 0x3f));
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

}  // namespace

std::optional<JsonFragment> json_member(std::string_view json, std::string_view key) {
    return Scanner(json).member(key);
}

}  // namespace petasentra::io::arrow
