// The XML cases of GEOS and JTS as one table: name, operation, operands and the answer that is expected.
#pragma once
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "geometry/shared_data.hpp"
#include "geometry/wkb_text.hpp"

namespace jts_cases {

namespace geometry = petasentra::geometry;

struct Case {
    std::string name;
    std::string operation;
    geometry::GeometryColumn operands;  ///< A and, where there is one, B
    std::string expected;               ///< hexadecimal WKB, "true" and "false", or a number
};

inline geometry::GeometryColumn column_of(std::initializer_list<std::string_view> hex) {
    geometry::GeometryColumn column;
    for (const auto text : hex) {
        if (!text.empty()) geometry::append_wkb(column, wkb_text::from_hex(text));
    }
    return column;
}

/// Standard output of tests/differential/jts_suite.py, which reads the archive: this test has no use for XML and ZIP.
inline std::string printed_by(const std::string& command) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    REQUIRE(pipe != nullptr);
    std::string text;
    std::array<char, 65536> block{};
    for (std::size_t n = 0; (n = std::fread(block.data(), 1, block.size(), pipe.get())) > 0;)
        text.append(block.data(), n);
    return text;
}

inline std::vector<std::string_view> split(std::string_view line, char at) {
    std::vector<std::string_view> out;
    for (auto end = line.find(at); end != std::string_view::npos; end = line.find(at)) {
        out.push_back(line.substr(0, end));
        line.remove_prefix(end + 1);
    }
    out.push_back(line);
    return out;
}

/// All cases, or nothing where the shared data are absent: the test then says so and passes, but in CI it fails.
inline std::optional<std::vector<Case>> all() {
    const auto archive = shared_data::folder() / "overlay" / "geos_jts_xml_general.zip";
    if (!std::filesystem::exists(archive)) {
        if (std::getenv("CI") != nullptr) FAIL("shared data is missing in CI: " << archive);
        std::cout << "skipped: shared data not present: " << archive << '\n';
        return std::nullopt;
    }
    const char* source = std::getenv("PETASENTRA_SOURCE_DIR");
    const auto script =
        std::filesystem::path(source == nullptr ? "." : source) / "tests" / "differential" / "jts_suite.py";
    const auto table = printed_by("python3 \"" + script.string() + "\" \"" + archive.string() + "\"");
    std::vector<Case> cases;
    for (const auto line : split(table, '\n')) {
        if (line.empty()) continue;
        if (line.front() == '#') {
            std::cout << line << '\n';
            continue;
        }
        const auto fields = split(line, '\t');
        REQUIRE(fields.size() == 5);
        cases.push_back({std::string(fields[0]), std::string(fields[1]), column_of({fields[2], fields[3]}),
                         std::string(fields[4])});
    }
    REQUIRE_FALSE(cases.empty());
    return cases;
}

}  // namespace jts_cases
