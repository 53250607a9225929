#include "io/gdal/session.hpp"

#include <ogr_srs_api.h>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/io/gdal/read.hpp>

#include "io/gdal/encoding.hpp"

namespace petasentra::io::gdal {
namespace {

constexpr std::size_t max_messages = 50;

// Said of every GeoPackage of version 1.4, which is read whole all the same.
bool is_noise(std::string_view message) {
    return message.find("GeoPackage user_version=") != std::string_view::npos &&
           message.find("may only be partially supported") != std::string_view::npos;
}

}  // namespace

MessageLog::MessageLog() {
    CPLPushErrorHandlerEx(&MessageLog::collect, this);
}

MessageLog::~MessageLog() {
    CPLPopErrorHandler();
    CPLErrorReset();
}

void CPL_STDCALL MessageLog::collect(CPLErr level, CPLErrorNum, const char* text) {
    // Called from C: nothing may be thrown through GDAL.
    try {
        auto& log = *static_cast<MessageLog*>(CPLGetErrorHandlerUserData());
        if (level == CE_None || level == CE_Debug) return;
        std::string message = printable(text == nullptr ? "" : text);
        while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) message.pop_back();
        if (level == CE_Warning && is_noise(message)) return;
        if (level == CE_Failure || level == CE_Fatal) {
            ++log.m_failures;
            log.m_last_failure = message;
        }
        const bool seen = std::find(log.m_texts.begin(), log.m_texts.end(), message) != log.m_texts.end();
        if (!seen && log.m_texts.size() < max_messages) log.m_texts.push_back(std::move(message));
    } catch (...) {
    }
}

std::string MessageLog::last_failure(std::string_view otherwise) const {
    return m_last_failure.empty() ? std::string(otherwise) : m_last_failure;
}

void start_gdal() {
    static std::once_flag once;
    std::call_once(once, [] {
        const auto& proj = geometry::proj_status();
        if (proj.environment_overridden && !proj.database_path.empty()) {
            const std::string folder = std::filesystem::path(proj.database_path).parent_path().string();
            const char* const folders[] = {folder.c_str(), nullptr};
            OSRSetPROJSearchPaths(folders);
        }
        // A broken plugin in the environment is not this reader's problem: its message is dropped.
        const MessageLog log;
        GDALAllRegister();
    });
}

std::string gdal_version() {
    return GDALVersionInfo("RELEASE_NAME");
}

}  // namespace petasentra::io::gdal
