#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace petasentra::core {

/// The bytes of a file, for reading only, from a place in memory that is a multiple of 64.
struct FileContent {
    std::shared_ptr<const void> owner;  ///< keeps the bytes; what looks into them must keep it
    std::span<const std::byte> bytes;
    bool mapped = false;
};

/// A file of at most `most_copied` bytes is copied into memory; a larger one is mapped, and read where it is first looked
/// at. Whoever makes a mapped file shorter ends the process that looks into it (a bus error): files that may be mapped
/// are replaced by ReplacedFile, never written over.
///
/// Error(file_not_found) if there is none, Error(file_unreadable) for a folder and for what the system refuses.
[[nodiscard]] FileContent content_of_file(const std::string& path, std::size_t most_copied);

}  // namespace petasentra::core
