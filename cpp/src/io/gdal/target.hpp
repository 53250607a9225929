#pragma once
#include <filesystem>
#include <string>

namespace petasentra::io::gdal {

/// A file on its way: written in a temporary folder beside its goal, moved into place by `finish()`, removed if that is
/// never reached.
class Target {
  public:
    /// Error(write_failed) if the folder does not exist or cannot be written, or if the goal is a folder or in use.
    explicit Target(const std::string& goal);
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;
    ~Target();

    /// Where to write now: the goal's file name, in the temporary folder.
    [[nodiscard]] std::string path() const;
    /// Moves everything written into place, the goal's own file last.
    void finish();

  private:
    void require_unused() const;
    void remove_old_parts() const;
    std::filesystem::path m_goal;
    std::filesystem::path m_folder;
};

}  // namespace petasentra::io::gdal
