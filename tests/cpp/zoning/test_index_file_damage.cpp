// Files that were damaged, or made up with checksums that fit: each must be refused or answer, never lead outside of the
// arrays (which the sanitizers see).
#include <petasentra/core/error.hpp>
#include <petasentra/zoning/distance.hpp>
#include <petasentra/zoning/locate.hpp>
#include <petasentra/zoning/shares.hpp>

#include "catch.hpp"
#include "io/gdal/scratch.hpp"
#include "zoning/index_bytes.hpp"
#include "zoning/mosaic.hpp"

namespace zoning = petasentra::zoning;
using petasentra::core::Error;
using petasentra::core::ErrorCode;
using zoning::ZoningIndex;

namespace {

/// Zones that overlap, with every kind of block: empty, of one zone, of many, mixed.
class Damage {
  public:
    Damage() : m_zones(mosaic::zones(m_shape, 3)), m_sites(mosaic::sites(m_zones, m_shape, 6, 2)) {
        mosaic::add_polygon(m_zones, {{m_shape.x, m_shape.y, m_shape.x + 200.0, m_shape.y, m_shape.x + 200.0,
                                       m_shape.y + 200.0, m_shape.x, m_shape.y + 200.0, m_shape.x, m_shape.y}});
        ZoningIndex(m_zones).save(m_scratch.path("good"));
        m_good.bytes = m_scratch.bytes("good");
        std::mt19937_64 random(4);
        std::uniform_real_distribution<double> within(-20.0, 220.0);
        for (int i = 0; i < 300; ++i) {
            m_x.push_back(m_shape.x + within(random));
            m_y.push_back(m_shape.y + within(random));
        }
    }

    [[nodiscard]] const IndexBytes& good() const { return m_good; }

    /// True if the file opens; then everything is asked of it.
    bool opens(const IndexBytes& file) {
        const auto path = m_scratch.write("damaged", file.bytes);
        try {
            const auto index = ZoningIndex::open(path, true, {.threads = 1});
            ask(index);
            return true;
        } catch (const Error& error) {
            if (error.code() != ErrorCode::file_unreadable) throw;
            return false;
        }
    }

  private:
    void ask(const ZoningIndex& index) const {
        const petasentra::geometry::Places places{m_x.data(), m_y.data(), 1, 1, m_x.size()};
        const auto located = zoning::locate(places, index, {.threads = 1});
        for (const auto zone : located.zone) REQUIRE(zone < static_cast<std::int64_t>(index.zone_count()));
        static_cast<void>(zoning::locate_all(places, index, {.threads = 1}));
        static_cast<void>(zoning::distance_to_boundary(places, index, {.threads = 1}));
        try {
            static_cast<void>(zoning::shares(m_sites, index, {.threads = 1}));
            for (std::uint32_t row = 0; row < index.zone_count(); ++row) static_cast<void>(index.zone(row));
        } catch (const Error& error) {
            // Zones that somebody has moved need not be polygons any more.
            if (error.code() == ErrorCode::file_unreadable) throw std::runtime_error("said of an index that is open");
        }
    }

    Scratch m_scratch;
    mosaic::Shape m_shape{.across = 2, .bend = 8.0, .points = 2, .grown = 3.0};
    petasentra::layer::Layer m_zones;
    petasentra::layer::Layer m_sites;
    IndexBytes m_good;
    std::vector<double> m_x;
    std::vector<double> m_y;
};

}  // namespace

TEST_CASE("no number of an index file, set to anything, leads outside of it") {
    Damage damage;
    REQUIRE(damage.opens(damage.good()));
    const auto& good = damage.good();
    std::size_t refused = 0;
    std::size_t opened = 0;
    const auto try_word = [&](std::size_t place) {
        const auto was = good.at<std::uint32_t>(place);
        for (const auto value : {was + 1, was ^ 0x80000000U, 0x3FFFFFFFU, ~0U}) {
            if (value == was) continue;
            auto changed = good;
            changed.put(place, value);
            changed.seal();
            ++(damage.opens(changed) ? opened : refused);
        }
    };
    // The grid in the head, offsets, counts and sizes in the directory, then the sections; of long ones every few words.
    for (std::size_t place = 32; place < 64; place += 4) try_word(place);
    for (std::size_t section = 0; section < IndexBytes::sections; ++section) {
        for (std::size_t place = 16; place < 40; place += 4) try_word(good.place_of(section) + place);
        const bool text = good.name(section) == "crs" || good.name(section) == "provenance";
        const auto words = good.size(section) / 4;
        const auto step = text ? words : std::max<std::size_t>(words / 30, 1);
        for (std::size_t word = 0; word < words; word += step) try_word(good.offset(section) + 4 * word);
    }
    CHECK(refused > 500);
    CHECK(opened > 50);
}

TEST_CASE("index files with bits turned, parts exchanged or ends cut off are refused or answer") {
    Damage damage;
    const auto& good = damage.good();
    std::mt19937_64 random(20261123);
    std::size_t refused = 0;
    const int rounds = 400;
    for (int round = 0; round < rounds; ++round) {
        auto changed = good;
        switch (round % 4) {
            case 0:
            case 1:
                for (auto bits = random() % 4 + 1; bits > 0; --bits) {
                    auto& byte = changed.bytes[random() % changed.bytes.size()];
                    byte = static_cast<char>(byte ^ (1 << random() % 8));
                }
                break;
            case 2: {  // two sections change places
                const auto one = random() % IndexBytes::sections;
                const auto other = random() % IndexBytes::sections;
                const auto length = std::min(good.size(one), good.size(other));
                std::swap_ranges(changed.bytes.begin() + static_cast<std::ptrdiff_t>(good.offset(one)),
                                 changed.bytes.begin() + static_cast<std::ptrdiff_t>(good.offset(one) + length),
                                 changed.bytes.begin() + static_cast<std::ptrdiff_t>(good.offset(other)));
                break;
            }
            default:
                changed.bytes.resize(random() % changed.bytes.size());
                if (round % 8 == 7 && changed.bytes.size() > 64) changed.put<std::uint64_t>(16, changed.bytes.size());
        }
        const bool sealed = round / 4 % 2 == 0;
        if (sealed) changed.seal();
        if (!damage.opens(changed)) ++refused;
    }
    CHECK(refused > 200);
    CHECK(refused < rounds);
}
