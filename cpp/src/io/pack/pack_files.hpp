#pragma once
#include <map>
#include <petasentra/law/plan_pack.hpp>
#include <string>
#include <vector>

#include "io/pack/complain.hpp"

namespace petasentra::io::pack {

/// The files of one pack: a folder, texts that stand in for some of them, and the record of what was read.
class PackFiles {
  public:
    PackFiles(std::string folder, const std::map<std::string, std::string>& texts);

    [[nodiscard]] SourceFile source(const std::string& name) const;
    [[nodiscard]] bool exists(const std::string& name) const;
    /// The text of a file named at `named_at`; it is noted with its hash. A name that ends in ".xlsx" is read from the
    /// texts only (the hash is that of the spreadsheet if the folder has it).
    [[nodiscard]] const std::string& text(const std::string& name, const Where& named_at);

    [[nodiscard]] const std::vector<law::PackFile>& files() const noexcept { return m_files; }

  private:
    [[nodiscard]] std::vector<std::string> names() const;
    void note(const std::string& name, const std::string& sha256);

    std::string m_folder;
    const std::map<std::string, std::string>& m_texts;
    std::map<std::string, std::string> m_read;  // texts read from the folder
    std::vector<law::PackFile> m_files;
};

[[nodiscard]] std::string join_path(const std::string& folder, std::string_view name);

}  // namespace petasentra::io::pack
