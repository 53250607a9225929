#include <cstdlib>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/crs.hpp>

#include "geometry/proj_context.hpp"

namespace petasentra::geometry {
namespace {

struct ContextDeleter {
    void operator()(PJ_CONTEXT* context) const noexcept { proj_context_destroy(context); }
};
using ContextPtr = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;

void be_silent(void*, int, const char*) {}

ContextPtr new_context(bool built_in) {
    ContextPtr context(proj_context_create());
    proj_log_func(context.get(), nullptr, be_silent);
    proj_context_set_enable_network(context.get(), 0);  // results must not depend on what a server answers today
    if (built_in) {
        const char* folder = PETASENTRA_PROJ_DATA;
        proj_context_set_search_paths(context.get(), 1, &folder);
        const std::string database = std::string(folder) + "/proj.db";
        proj_context_set_database_path(context.get(), database.c_str(), nullptr, nullptr);
    }
    return context;
}

struct Layout {
    int major = -1;
    int minor = -1;
};

Layout layout_of(PJ_CONTEXT* context) {
    const auto number = [context](const char* key) {
        const char* value = proj_context_get_database_metadata(context, key);
        return value == nullptr ? -1 : std::atoi(value);
    };
    return {number("DATABASE.LAYOUT.VERSION.MAJOR"), number("DATABASE.LAYOUT.VERSION.MINOR")};
}

bool makes_wgs84(PJ_CONTEXT* context) {
    return PjPtr(proj_create(context, "EPSG:4326")) != nullptr;
}

/// PROJ reads databases of its own layout and of later minor versions of it; the built-in one shows which that is.
bool usable(PJ_CONTEXT* context, const Layout& own) {
    if (!makes_wgs84(context)) return false;
    const auto layout = layout_of(context);
    return layout.major >= 0 && (own.major < 0 || (layout.major == own.major && layout.minor >= own.minor));
}

std::string environment_value() {
    for (const char* name : {"PROJ_DATA", "PROJ_LIB"}) {
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
    }
    return {};
}

struct Found {
    ProjStatus status;
    bool built_in = false;
};

Found find_database() {
    Found found;
    found.status.version = proj_info().version;
    const auto by_default = new_context(false);
    const auto built_in = new_context(true);
    const bool built_in_works = makes_wgs84(built_in.get());
    const auto own = built_in_works ? layout_of(built_in.get()) : Layout{};
    if (!usable(by_default.get(), own)) {
        if (!built_in_works) {
            throw core::Error(
                core::ErrorCode::crs_unknown,
                {"Basis data PROJ (proj.db) tidak ditemukan atau tidak dapat dipakai.",
                 "PROJ's database (proj.db) was not found or cannot be used."},
                {"Pasang paket proj-data, atau hapus variabel lingkungan PROJ_DATA dan PROJ_LIB.",
                 "Install the package proj-data, or unset the environment variables PROJ_DATA and PROJ_LIB."});
        }
        found.built_in = true;
        found.status.environment_value = environment_value();
        found.status.environment_overridden = !found.status.environment_value.empty();
    }
    if (const char* path = proj_context_get_database_path(found.built_in ? built_in.get() : by_default.get())) {
        found.status.database_path = path;
    }
    return found;
}

const Found& found() {
    static const Found once = find_database();
    return once;
}

}  // namespace

const ProjStatus& proj_status() {
    return found().status;
}

PJ_CONTEXT* proj_context() {
    thread_local const ContextPtr context = new_context(found().built_in);
    return context.get();
}

std::string proj_reason() {
    auto* context = proj_context();
    const int code = proj_context_errno(context);
    const char* words = code == 0 ? nullptr : proj_context_errno_string(context, code);
    return words == nullptr ? std::string() : std::string(words);
}

}  // namespace petasentra::geometry
