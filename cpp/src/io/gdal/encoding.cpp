#include "io/gdal/encoding.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <memory>
#include <utility>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {
namespace {

struct CloseFile {
    void operator()(VSILFILE* file) const noexcept { VSIFCloseL(file); }
};

// First bytes of a file that may not exist.
std::string head_of(const std::string& path, std::size_t bytes) {
    const std::unique_ptr<VSILFILE, CloseFile> file(VSIFOpenL(path.c_str(), "rb"));
    if (file == nullptr) return {};
    std::string text(bytes, '\0');
    text.resize(VSIFReadL(text.data(), 1, bytes, file.get()));
    return text;
}

std::string stem_of(const std::string& path) {
    return path.substr(0, path.find_last_of('.'));
}

// The language byte of dBASE files and the code page it stands for.
constexpr std::pair<std::uint8_t, int> language_pages[] = {
    {1, 437},    {2, 850},    {3, 1252},   {8, 865},   {9, 437},   {10, 850},  {11, 437},  {13, 437},  {14, 850},
    {15, 437},   {16, 850},   {17, 437},   {18, 850},  {19, 932},  {20, 850},  {21, 437},  {22, 850},  {23, 865},
    {24, 437},   {25, 437},   {26, 850},   {27, 437},  {28, 863},  {29, 850},  {31, 852},  {34, 852},  {35, 852},
    {36, 860},   {37, 850},   {38, 866},   {55, 850},  {64, 852},  {77, 936},  {78, 949},  {79, 950},  {80, 874},
    {87, 1252},  {88, 1252},  {89, 1252},  {100, 852}, {101, 866}, {102, 865}, {103, 861}, {106, 737}, {107, 857},
    {108, 863},  {120, 950},  {121, 949},  {122, 936}, {123, 932}, {124, 874}, {134, 737}, {135, 852}, {200, 1250},
    {201, 1251}, {202, 1254}, {203, 1253},
};

std::string digits_after(std::string_view text, std::size_t at) {
    while (at < text.size() && !std::isdigit(static_cast<unsigned char>(text[at]))) ++at;
    std::size_t end = at;
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]))) ++end;
    return std::string(text.substr(at, end - at));
}

}  // namespace

std::string encoding_name(std::string_view said) {
    std::string word;
    for (const char letter : said) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte > 0x20 && byte < 0x7F) word.push_back(static_cast<char>(std::toupper(byte)));
    }
    if (word == "UTF-8" || word == "UTF8" || word == "65001" || word == "CP65001") return "UTF-8";
    if (word == "LATIN1" || word == "LATIN-1") return "ISO-8859-1";
    if (const auto iso = word.find("8859"); iso != std::string::npos) {
        const std::string part = digits_after(word, iso + 4);
        return part.empty() ? "ISO-8859-1" : "ISO-8859-" + part;
    }
    for (const char* prefix : {"ANSI", "OEM", "CP", "WINDOWS-", "WINDOWS", "IBM", ""}) {
        const std::string_view start(prefix);
        if (word.size() > start.size() && word.compare(0, start.size(), start) == 0 &&
            std::all_of(word.begin() + static_cast<std::ptrdiff_t>(start.size()), word.end(),
                        [](unsigned char byte) { return std::isdigit(byte) != 0; })) {
            return "CP" + word.substr(start.size());
        }
    }
    return word;
}

bool can_decode(const std::string& encoding) {
    if (encoding.empty()) return false;
    if (encoding == "UTF-8" || encoding == "CP1252") return true;
    const MessageLog log;
    CPLErrorReset();
    // Not an ASCII letter: GDAL passes plain ASCII through without asking for the encoding.
    char* const text = CPLRecode("\x41\xE9", encoding.c_str(), CPL_ENC_UTF8);
    CPLFree(text);
    return log.texts().empty();
}

TextEncoding declared_encoding(const std::string& shp_path) {
    TextEncoding result;
    const std::string stem = stem_of(shp_path);
    for (const char* ending : {".cpg", ".CPG", ".cst", ".CST"}) {
        const std::string said = head_of(stem + ending, 64);
        if (said.empty()) continue;
        const std::string name = encoding_name(said);
        if (can_decode(name)) return {name, "cpg", {}};
        result.said = name;
        break;
    }
    for (const char* ending : {".dbf", ".DBF", ".Dbf"}) {
        const std::string header = head_of(stem + ending, 32);
        if (header.size() < 32) continue;
        const auto language = static_cast<std::uint8_t>(header[29]);
        for (const auto& [byte, page] : language_pages) {
            if (byte != language) continue;
            const std::string name = "CP" + std::to_string(page);
            if (can_decode(name)) return {name, "ldid", result.said};
        }
        break;
    }
    return result;
}

bool is_ascii(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

bool is_utf8(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        std::size_t more = 0;
        std::uint32_t point = 0;
        if (lead < 0x80) {
            ++i;
            continue;
        }
        if (lead >= 0xC2 && lead <= 0xDF) {
            more = 1;
            point = lead & 0x1FU;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            more = 2;
            point = lead & 0x0FU;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            more = 3;
            point = lead & 0x07U;
        } else {
            return false;
        }
        if (text.size() - i <= more) return false;
        for (std::size_t k = 1; k <= more; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if ((next & 0xC0U) != 0x80U) return false;
            point = (point << 6U) | (next & 0x3FU);
        }
        // Longer than needed, a surrogate, or beyond the last code point.
        if ((more == 2 && point < 0x800) || (more == 3 && (point < 0x10000 || point > 0x10FFFF)) ||
            (point >= 0xD800 && point <= 0xDFFF)) {
            return false;
        }
        i += more + 1;
    }
    return true;
}

std::string utf8_from_cp1252(std::string_view text) {
    constexpr std::array<std::uint16_t, 32> upper{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                  0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const std::uint32_t point = byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80U] : byte;
        if (point < 0x80) {
            out.push_back(static_cast<char>(point));
        } else if (point < 0x800) {
            out.push_back(static_cast<char>(0xC0U | (point >> 6U)));
            out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
        } else {
            out.push_back(static_cast<char>(0xE0U | (point >> 12U)));
            out.push_back(static_cast<char>(0x80U | ((point >> 6U) & 0x3FU)));
            out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
        }
    }
    return out;
}

std::string printable(std::string_view text) {
    return is_utf8(text) ? std::string(text) : utf8_from_cp1252(text);
}

}  // namespace petasentra::io::gdal
