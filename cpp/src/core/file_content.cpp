#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <petasentra/core/error.hpp>
#include <petasentra/core/file_content.hpp>
#include <petasentra/core/large_memory.hpp>
#include <system_error>

namespace petasentra::core {
namespace {

[[noreturn]] void refuse_reading(const std::string& path, int reason) {
    const Text hint{"Periksa nama dan letak berkas serta izin membacanya.",
                    "Check the name, the folder and the right to read it."};
    if (reason == ENOENT || reason == ENOTDIR) {
        throw Error(ErrorCode::file_not_found, {"Berkas tidak ada.", "There is no such file."}, hint, {.file = path});
    }
    const auto why = std::generic_category().message(reason);
    throw Error(ErrorCode::file_unreadable,
                {"Berkas tidak dapat dibaca (" + why + ").", "The file cannot be read (" + why + ")."}, hint,
                {.file = path});
}

class Descriptor {
  public:
    explicit Descriptor(const std::string& path) : m_number(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (m_number < 0) refuse_reading(path, errno);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { ::close(m_number); }
    [[nodiscard]] int number() const noexcept { return m_number; }

  private:
    int m_number;
};

std::size_t size_of(const Descriptor& file, const std::string& path) {
    struct stat status{};
    if (::fstat(file.number(), &status) != 0) refuse_reading(path, errno);
    if (S_ISDIR(status.st_mode)) refuse_reading(path, EISDIR);
    if (!S_ISREG(status.st_mode)) refuse_reading(path, EINVAL);
    return static_cast<std::size_t>(status.st_size);
}

struct alignas(64) Line {
    std::byte bytes[64];
};

FileContent copied(const Descriptor& file, std::size_t size, const std::string& path) {
    auto lines = std::make_shared<LargeVector<Line>>(size / sizeof(Line) + 1);
    auto* to = reinterpret_cast<std::byte*>(lines->data());
    std::size_t done = 0;
    while (done < size) {
        const auto got = ::read(file.number(), to + done, size - done);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) refuse_reading(path, errno);
        if (got == 0) break;  // somebody has made it shorter
        done += static_cast<std::size_t>(got);
    }
    return {lines, {to, done}, false};
}

}  // namespace

FileContent content_of_file(const std::string& path, std::size_t most_copied) {
    const Descriptor file(path);
    const auto size = size_of(file, path);
    if (size <= most_copied) return copied(file, size, path);
    auto* begin = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.number(), 0);
    if (begin == MAP_FAILED) refuse_reading(path, errno);
    std::shared_ptr<const void> owner(begin, [size](void* mapped) { ::munmap(mapped, size); });
    return {std::move(owner), {static_cast<const std::byte*>(begin), size}, true};
}

}  // namespace petasentra::core
