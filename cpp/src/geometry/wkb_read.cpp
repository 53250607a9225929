#include <cmath>
#include <optional>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/wkb.hpp>
#include <string>
#include <utility>

#include "geometry/row_builder.hpp"
#include "geometry/wkb_bytes.hpp"
#include "geometry/wkb_simple.hpp"

namespace petasentra::geometry {
namespace {

// Deep enough for any real collection of collections, shallow enough for the stack of any thread.
constexpr int max_depth = 32;

struct Header {
    Kind kind = Kind::null;
    bool z = false;
    bool m = false;

    [[nodiscard]] std::size_t vertex_size() const { return sizeof(double) * (2U + (z ? 1U : 0U) + (m ? 1U : 0U)); }
};

/// Reads with every length checked; with `copy`, repeats what it read as ISO little-endian WKB.
class Reader {
  public:
    Reader(std::span<const std::byte> bytes, RowBuilder& row) : m_bytes(bytes), m_row(row) {}

    Kind read(std::vector<std::byte>& verbatim) {
        // Only collections need their bytes; a look at the type code before reading saves a copy of all others.
        const auto kind = header().kind;
        m_at = 0;
        if (kind == Kind::collection) m_copy = &verbatim;
        geometry(std::nullopt, 0);
        if (m_at != m_bytes.size()) {
            fail("ada byte tersisa setelah geometri berakhir", "bytes are left over after the geometry has ended");
        }
        return kind;
    }

  private:
    void geometry(std::optional<Kind> wanted, int depth) {
        if (depth > max_depth) fail("koleksi bersarang terlalu dalam", "collections are nested too deeply");
        const auto head = header();
        if (wanted && head.kind != *wanted)
            fail("anggota tidak sejenis dengan induknya", "a member is not of its parent's kind");
        if (m_copy != nullptr) put_header(*m_copy, head.kind, head.z, head.m);
        m_row.has(head.z, head.m);
        const bool alone = depth == 0;
        switch (head.kind) {
            case Kind::point:
                point(head, alone);
                break;
            case Kind::line_string:
                line(head, alone);
                break;
            case Kind::polygon:
                polygon(head, alone);
                break;
            default:
                members(head, depth);
        }
    }

    void point(const Header& head, bool alone) {
        need(head.vertex_size());
        if (std::isnan(peek_double(0)) && std::isnan(peek_double(sizeof(double)))) {
            skip_vertex(head);  // WKB has no other way to say POINT EMPTY
            if (alone) return;
        } else {
            vertex(head);
        }
        m_row.end_ring();
        m_row.end_part(Kind::point);
    }

    void line(const Header& head, bool alone) {
        const auto n = count(head.vertex_size());
        if (n == 0 && alone) return;
        vertices(head, n);
        m_row.end_ring();
        m_row.end_part(Kind::line_string);
    }

    void polygon(const Header& head, bool alone) {
        const auto rings = count(count_size);
        if (rings == 0 && alone) return;
        for (std::uint32_t ring = 0; ring < rings; ++ring) {
            vertices(head, count(head.vertex_size()));
            m_row.end_ring();
        }
        m_row.end_part(Kind::polygon);
    }

    void members(const Header& head, int depth) {
        const auto member = head.kind == Kind::collection ? std::nullopt : std::optional(member_of(head.kind));
        const auto n = count(header_size + (member == Kind::point ? 2 * sizeof(double) : count_size));
        for (std::uint32_t i = 0; i < n; ++i) geometry(member, depth + 1);
    }

    Header header() {
        need(header_size);
        const auto order = std::to_integer<unsigned>(m_bytes[m_at]);
        if (order > 1) fail("tanda urutan byte bukan 0 atau 1", "the byte order mark is neither 0 nor 1");
        m_swap = order == 0;
        ++m_at;
        const auto code = u32();
        // EWKB keeps Z, M and SRID in the top bits, ISO adds thousands; some writers do both.
        const auto iso = (code & 0x1FFF'FFFFU) / 1000;
        Header head;
        head.z = (code & 0x8000'0000U) != 0 || iso == 1 || iso == 3;
        head.m = (code & 0x4000'0000U) != 0 || iso == 2 || iso == 3;
        const auto base = (code & 0x1FFF'FFFFU) % 1000;
        if (iso > 3 || base > 17 || base == 0) {
            m_at -= count_size;
            fail("jenis geometri " + std::to_string(code) + " tidak dikenal",
                 "geometry type " + std::to_string(code) + " is unknown");
        }
        if (base > 7) refuse_kind(base);
        head.kind = static_cast<Kind>(base);
        if ((code & 0x2000'0000U) != 0) {
            need(count_size);
            m_at += count_size;
        }
        return head;
    }

    [[noreturn]] static void refuse_kind(std::uint32_t base) {
        static constexpr const char* names[] = {
            "CircularString", "CompoundCurve", "CurvePolygon",      "MultiCurve", "MultiSurface",
            "Curve",          "Surface",       "PolyhedralSurface", "TIN",        "Triangle"};
        const std::string name = names[base - 8];
        throw core::Error(
            core::ErrorCode::geometry_kind,
            {"Geometri berjenis " + name + " tidak didukung.", "Geometry of kind " + name + " is not supported."},
            {"Ubah lengkung menjadi garis lurus lebih dahulu, misalnya dengan `ogr2ogr -nlt CONVERT_TO_LINEAR`.",
             "Turn curves into straight lines first, for instance with `ogr2ogr -nlt CONVERT_TO_LINEAR`."});
    }

    /// A count of items that take at least `least` bytes each: more than the buffer can hold is not believed.
    std::uint32_t count(std::size_t least) {
        need(count_size);
        const auto n = u32();
        if (n > (m_bytes.size() - m_at) / least) {
            m_at -= count_size;
            fail("cacah " + std::to_string(n) + " melebihi isi data",
                 "the count " + std::to_string(n) + " exceeds the data");
        }
        if (m_copy != nullptr) put_u32(*m_copy, n);
        return n;
    }

    void vertices(const Header& head, std::uint32_t n) {
        if (!m_swap && !head.z && !head.m && m_copy == nullptr) {
            const auto size = n * head.vertex_size();
            m_row.raw_xy(m_bytes.subspan(m_at, size));
            m_at += size;
            return;
        }
        for (std::uint32_t i = 0; i < n; ++i) vertex(head);
    }

    void vertex(const Header& head) {
        const auto x = number();
        m_row.vertex(x, number());
        if (head.z) m_row.z(number());
        if (head.m) m_row.m(number());
    }

    void skip_vertex(const Header& head) {
        for (std::size_t i = 0; i < head.vertex_size(); i += sizeof(double)) static_cast<void>(number());
    }

    std::uint32_t u32() {
        std::uint32_t value = 0;
        std::memcpy(&value, m_bytes.data() + m_at, sizeof value);
        m_at += sizeof value;
        return m_swap ? __builtin_bswap32(value) : value;
    }

    [[nodiscard]] double peek_double(std::size_t offset) const {
        std::uint64_t bits = 0;
        std::memcpy(&bits, m_bytes.data() + m_at + offset, sizeof bits);
        return std::bit_cast<double>(m_swap ? __builtin_bswap64(bits) : bits);
    }

    double number() {
        const auto value = peek_double(0);
        m_at += sizeof value;
        if (m_copy != nullptr) put_double(*m_copy, value);
        return value;
    }

    void need(std::size_t bytes) const {
        if (m_bytes.size() - m_at < bytes) fail("data terpotong", "the data is cut short");
    }

    [[noreturn]] void fail(const std::string& id, const std::string& en) const {
        const auto at = std::to_string(m_at);
        throw core::Error(core::ErrorCode::wkb_malformed,
                          {"Geometri (WKB) rusak pada byte " + at + ": " + id + '.',
                           "Malformed geometry (WKB) at byte " + at + ": " + en + '.'},
                          {"Muat ulang data dari sumbernya atau perbaiki geometri baris ini.",
                           "Load the data from its source again or repair the geometry of this row."});
    }

    std::span<const std::byte> m_bytes;
    RowBuilder& m_row;
    std::vector<std::byte>* m_copy = nullptr;
    std::size_t m_at = 0;
    bool m_swap = false;
};

}  // namespace

void append_wkb(GeometryColumn& column, std::span<const std::byte> wkb) {
    if (append_simple_wkb(column, wkb)) return;
    RowBuilder row(column);
    std::vector<std::byte> verbatim;
    const auto kind = Reader(wkb, row).read(verbatim);
    row.finish(kind);
    if (kind == Kind::collection) column.verbatim[column.size() - 1] = std::move(verbatim);
}

}  // namespace petasentra::geometry
