#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <petasentra/core/error.hpp>
#include <petasentra/core/replaced_file.hpp>
#include <system_error>
#include <utility>

namespace petasentra::core {
namespace {

std::string part_name(const std::string& path) {
    static std::atomic<unsigned> count{0};
    return path + "." + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".part";
}

/// The new name, too, must outlast a loss of power; where a system cannot promise that for folders, nothing is lost but
/// the promise.
void keep_name(const std::string& path) {
    auto folder = std::filesystem::path(path).parent_path();
    if (folder.empty()) folder = ".";
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return;
    static_cast<void>(::fsync(descriptor));
    ::close(descriptor);
}

}  // namespace

ReplacedFile::ReplacedFile(std::string path) : m_path(std::move(path)) {
    do {
        m_written = part_name(m_path);
        m_descriptor = ::open(m_written.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (m_descriptor < 0 && errno == EEXIST);
    if (m_descriptor >= 0) return;
    m_written.clear();
    refuse(errno);
}

ReplacedFile::~ReplacedFile() {
    if (m_descriptor >= 0) ::close(m_descriptor);
    if (!m_written.empty()) ::unlink(m_written.c_str());
}

void ReplacedFile::refuse(int reason) const {
    const auto why = std::generic_category().message(reason);
    throw Error(ErrorCode::write_failed,
                {"Berkas tidak dapat ditulis (" + why + ").", "The file cannot be written (" + why + ")."},
                {"Periksa apakah foldernya ada, izin menulis di sana, dan sisa ruang penyimpanan.",
                 "Check that the folder exists, the right to write there, and the space left."},
                {.file = m_path});
}

void ReplacedFile::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) refuse(errno);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

void ReplacedFile::close() {
    if (::close(std::exchange(m_descriptor, -1)) != 0) refuse(errno);
}

void ReplacedFile::put_in_place() {
    // Not every file system can be waited for.
    if (::fsync(m_descriptor) != 0 && errno != EINVAL) refuse(errno);
    close();
    if (std::rename(m_written.c_str(), m_path.c_str()) != 0) refuse(errno);
    m_written.clear();
    keep_name(m_path);
}

}  // namespace petasentra::core
