#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace petasentra::io::gdal {

/// A file on its way: written in a hidden folder beside its goal, moved into place by `finish()`, removed if that is
/// never reached.
///
/// The folder is locked while its process lives. What processes that died have left beside the goal is cleared away
/// when the next Target is made there; parts of an old Shapefile that had already been moved aside are put back.
class Target {
  public:
    /// Error(write_failed) if the folder does not exist or cannot be written, or if the goal is a folder or in use.
    explicit Target(const std::string& goal);
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;
    ~Target();

    /// Where to write now: the goal's file name, in the temporary folder.
    [[nodiscard]] std::string path() const;
    /// Moves everything written into place. Of a Shapefile the old .shp goes first and the new one comes last; an error
    /// in between puts the old parts back.
    void finish();

  private:
    void require_unused() const;
    [[nodiscard]] std::vector<std::filesystem::path> old_parts() const;
    void replace_parts();
    std::filesystem::path m_goal;
    std::filesystem::path m_folder;
    int m_lock = -1;
};

}  // namespace petasentra::io::gdal
