#include "io/gdal/left_behind.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <vector>

namespace petasentra::io::gdal {
namespace {

namespace fs = std::filesystem;

// Whether the process that the folder's name tells is gone. The lock tells the same, save for the moment between the
// making of a folder and its locking.
bool is_maker_gone(const std::string& name) {
    const long process = std::strtol(name.c_str() + std::string(draft_prefix).size(), nullptr, 10);
    return process <= 0 || (kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH);
}

void put_back(const fs::path& old, const fs::path& parent) {
    std::error_code failed;
    std::vector<fs::path> parts;
    for (const auto& entry : fs::directory_iterator(old, failed)) parts.push_back(entry.path());
    for (const auto& part : parts) {
        // The main file goes away first and comes last: where there is one, the new parts are all in place.
        if (part.extension() == ".shp" && fs::exists(parent / part.filename(), failed)) return;
    }
    for (const auto& part : parts) {
        if (part.extension() != ".shp") fs::rename(part, parent / part.filename(), failed);
    }
    for (const auto& part : parts) {
        if (part.extension() == ".shp") fs::rename(part, parent / part.filename(), failed);
    }
}

}  // namespace

int lock_folder(const fs::path& folder) {
    const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return -1;
    if (flock(file, LOCK_EX | LOCK_NB) == 0) return file;
    close(file);
    return -1;
}

void clear_left_behind(const fs::path& parent) {
    std::error_code failed;
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(parent, failed)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(draft_prefix) && is_maker_gone(name) && entry.is_directory(failed))
            folders.push_back(entry.path());
    }
    for (const auto& folder : folders) {
        const int lock = lock_folder(folder);
        if (lock < 0) continue;
        put_back(folder / old_parts_folder, parent);
        fs::remove_all(folder, failed);
        close(lock);
    }
}

}  // namespace petasentra::io::gdal
