#pragma once
#include <cstdint>
#include <petasentra/io/gdal/read.hpp>
#include <string>
#include <vector>

namespace petasentra::io::gdal {

/// The files of one Shapefile, in a folder or in a .zip, before GDAL sees them.
struct ShapefileParts {
    /// One of them: where it is, how long it is and how long its header says it is.
    struct Part {
        std::string path;  ///< empty if there is none
        std::uint64_t size = 0;
        std::uint64_t stated = 0;
    };
    Part shp;
    Part shx;
    Part dbf;
    std::uint64_t dbf_records = 0;
    std::uint64_t shx_records = 0;
};

/// Looks at the headers; `shp_path` may be a GDAL virtual path.
[[nodiscard]] ShapefileParts shapefile_parts(const std::string& shp_path);

/// A note where a header states another length than the file has: FILE_LENGTH.
void note_lengths(const ShapefileParts& parts, std::vector<Note>& notes);

/// A note where there is no table at all: ATTRIBUTES_MISSING.
void note_missing_table(const ShapefileParts& parts, std::vector<Note>& notes);

/// Error(file_unreadable) if records lie beyond the end of the .shp or of the .dbf: what would be read of such a file is
/// a part of it that looks whole. `report_path` is the name the user knows.
void require_whole(const ShapefileParts& parts, const std::string& report_path);

/// A Shapefile completed in memory, gone when this is; the files themselves are not touched.
class MendedShapefile {
  public:
    MendedShapefile() = default;
    MendedShapefile(MendedShapefile&& other) noexcept;
    MendedShapefile& operator=(MendedShapefile&& other) noexcept;
    MendedShapefile(const MendedShapefile&) = delete;
    MendedShapefile& operator=(const MendedShapefile&) = delete;
    ~MendedShapefile();

    /// Makes what is missing: the index (.shx) from the records themselves, also where its length is not the one it states
    /// and the records can be followed to the end; rows of attributes without values where the
    /// .dbf has fewer than there are shapes. Empty path if nothing was missing. Error(file_unreadable) where the records
    /// cannot be followed to the end of the file.
    [[nodiscard]] static MendedShapefile of(const ShapefileParts& parts, const std::string& report_path,
                                            std::vector<Note>& notes);

    [[nodiscard]] const std::string& shp_path() const noexcept { return m_shp_path; }

  private:
    void hold(const std::string& name, std::vector<unsigned char>&& bytes);
    std::string m_folder;
    std::string m_shp_path;
    std::vector<std::string> m_files;
    std::vector<std::vector<unsigned char>> m_bytes;
};

}  // namespace petasentra::io::gdal
