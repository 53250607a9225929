#pragma once
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::io::gdal {

/// Registers GDAL's drivers once and points OSR to a working proj.db if the environment does not.
void start_gdal();

/// While it lives, GDAL's messages on this thread are collected here instead of printed.
class MessageLog {
  public:
    MessageLog();
    MessageLog(const MessageLog&) = delete;
    MessageLog& operator=(const MessageLog&) = delete;
    ~MessageLog();

    [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return m_texts; }
    [[nodiscard]] std::size_t failures() const noexcept { return m_failures; }
    /// The last failure, or `otherwise` if there was none.
    [[nodiscard]] std::string last_failure(std::string_view otherwise) const;

  private:
    static void CPL_STDCALL collect(CPLErr level, CPLErrorNum number, const char* text);
    std::vector<std::string> m_texts;
    std::string m_last_failure;
    std::size_t m_failures = 0;
};

struct CloseDataset {
    void operator()(GDALDataset* dataset) const noexcept { GDALClose(GDALDataset::ToHandle(dataset)); }
};
using DatasetPtr = std::unique_ptr<GDALDataset, CloseDataset>;

}  // namespace petasentra::io::gdal
