#pragma once
#include <filesystem>

namespace petasentra::io::gdal {

/// Folders in which files are written before they are moved into place: ".petasentra-PROCESS-XXXXXX".
inline constexpr const char* draft_prefix = ".petasentra-";
/// Within such a folder: parts of the old file, while the new ones take their places.
inline constexpr const char* old_parts_folder = "old";

/// Locks a folder for as long as the descriptor stays open; -1 if another process has it or it cannot be locked.
[[nodiscard]] int lock_folder(const std::filesystem::path& folder);

/// Clears away the folders that processes have left in `parent` when they died. Old parts found in one go back to where
/// they were, unless something has taken their place since. What cannot be cleared away is left.
void clear_left_behind(const std::filesystem::path& parent);

}  // namespace petasentra::io::gdal
