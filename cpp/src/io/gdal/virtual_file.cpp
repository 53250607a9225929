#include "io/gdal/virtual_file.hpp"

#include <cpl_vsi.h>

#include <memory>

namespace petasentra::io::gdal {
namespace {

struct CloseVirtual {
    void operator()(VSILFILE* file) const noexcept { VSIFCloseL(file); }
};

}  // namespace

std::optional<std::uint64_t> virtual_size(const std::string& path) {
    VSIStatBufL about{};
    if (path.empty() || VSIStatL(path.c_str(), &about) != 0 || VSI_ISDIR(about.st_mode)) return std::nullopt;
    return static_cast<std::uint64_t>(about.st_size);
}

std::vector<std::byte> virtual_head(const std::string& path, std::size_t bytes) {
    if (path.empty()) return {};
    const std::unique_ptr<VSILFILE, CloseVirtual> file(VSIFOpenL(path.c_str(), "rb"));
    if (file == nullptr) return {};
    std::vector<std::byte> out(bytes);
    out.resize(VSIFReadL(out.data(), 1, bytes, file.get()));
    return out;
}

std::vector<std::byte> virtual_bytes(const std::string& path) {
    const auto size = virtual_size(path);
    return size ? virtual_head(path, static_cast<std::size_t>(*size)) : std::vector<std::byte>{};
}

}  // namespace petasentra::io::gdal
