#pragma once
#include <cstddef>
#include <span>
#include <string>

namespace petasentra::core {

/// A file that is there as a whole or not at all: written under another name in the same folder, then given its own,
/// which takes it from the file that had it. Who still reads that one goes on reading it.
///
/// Without put_in_place() nothing is left behind. Error(write_failed) from every step.
class ReplacedFile {
  public:
    explicit ReplacedFile(std::string path);
    ReplacedFile(const ReplacedFile&) = delete;
    ReplacedFile& operator=(const ReplacedFile&) = delete;
    ~ReplacedFile();

    void write(std::span<const std::byte> bytes);
    /// Waits until the disk has it all, then names it. Nothing may be written after.
    void put_in_place();

  private:
    [[noreturn]] void refuse(int reason) const;
    void close();

    std::string m_path;
    std::string m_written;  ///< its name so far; empty once it has its own
    int m_descriptor = -1;
};

}  // namespace petasentra::core
