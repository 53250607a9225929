#pragma once
#include <map>
#include <petasentra/law/plan_pack.hpp>
#include <string>
#include <string_view>

namespace petasentra::io::pack {

struct ReadOptions {
    /// Id of a `[[variant]]` of pack.toml; empty for the pack as it stands.
    std::string variant;
    /// Texts that stand in for files of the folder, by path relative to it ("permissions.csv" -> its text). A path that
    /// ends in ".xlsx" is looked up here too: spreadsheets are turned into CSV text by the Python side.
    std::map<std::string, std::string> texts;
};

/// Reads a plan pack, format 1: pack.toml, its instruments, matrices, conditions, activities, crosswalk. Law only:
/// layers are named, not read. With `texts` holding "pack.toml" the folder may be empty.
///
/// Everything is checked as it is read: unknown keys, wrong types and unreadable dates are errors with file, line, key
/// and what to do (codes pack_syntax, pack_value, date_unreadable); a newer format is refused (pack_newer_format); so
/// are rules that name a layer or activity the pack does not have (rule_dangling, with the nearest name).
[[nodiscard]] law::PlanPack read_pack(const std::string& folder, const ReadOptions& options = {});

/// A folder-relative path joined to the pack's folder.
[[nodiscard]] std::string path_in(const law::PlanPack& pack, std::string_view relative);

}  // namespace petasentra::io::pack
