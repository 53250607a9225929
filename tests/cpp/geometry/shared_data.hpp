// Oracle tables that are too large or not ours to commit: found by PETASENTRA_SHARED_DATA, else beside the repository.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"

namespace shared_data {

using Row = std::map<std::string, std::string>;

inline std::filesystem::path folder() {
    if (const char* stated = std::getenv("PETASENTRA_SHARED_DATA"); stated != nullptr && *stated != '\0') return stated;
    if (const char* source = std::getenv("PETASENTRA_SOURCE_DIR"); source != nullptr) {
        return std::filesystem::path(source) / ".." / "shared" / "data";
    }
    return std::filesystem::path("..") / "shared" / "data";
}

/// Plain CSV (the oracle tables quote nothing), one map a line. Nothing if the file is absent: the test then says so
/// and passes, but in CI, where all data must be there, it fails.
inline std::optional<std::vector<Row>> table(const std::string& name) {
    std::ifstream in(folder() / name);
    if (!in) {
        if (std::getenv("CI") != nullptr) FAIL("shared data is missing in CI: " << name);
        std::cout << "skipped: shared data not present: " << name << '\n';
        return std::nullopt;
    }
    const auto cells = [](std::string line) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        std::vector<std::string> out;
        std::istringstream stream(line);
        for (std::string cell; std::getline(stream, cell, ',');) out.push_back(cell);
        return out;
    };
    std::string line;
    std::getline(in, line);
    const auto names = cells(line);
    std::vector<Row> rows;
    while (std::getline(in, line)) {
        const auto values = cells(line);
        REQUIRE(values.size() == names.size());
        Row row;
        for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = values[i];
        rows.push_back(row);
    }
    REQUIRE_FALSE(rows.empty());
    return rows;
}

inline double number(const Row& row, const char* column) {
    return std::stod(row.at(column));
}

}  // namespace shared_data
