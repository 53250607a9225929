// The Jombang verdict without Python: reads the bundled plan pack and the invented sites, asks whether aluminium-slag
// recycling may stand on them on a day, and prints why.
//
//     jombang_verdict data/jombang [YYYY-MM-DD] [variant]
#include <cstdlib>
#include <iostream>
#include <memory>
#include <petasentra/conformance/check.hpp>
#include <petasentra/conformance/explain.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/io/gdal/read.hpp>
#include <petasentra/io/pack/read_pack.hpp>

namespace ps = petasentra;

namespace {

/// The layers the pack names, read from its folder.
std::vector<ps::conformance::PackLayer> layers_of(const ps::law::PlanPack& pack) {
    std::vector<ps::conformance::PackLayer> layers;
    for (const auto& instrument : pack.instruments) {
        for (const auto& link : instrument.layers) {
            if (link.path.empty()) continue;
            layers.push_back(
                {instrument.id, link.id, ps::io::gdal::read_layer(ps::io::pack::path_in(pack, link.path)).layer});
        }
    }
    return layers;
}

}  // namespace

int main(int argc, char** argv) try {
    const std::string folder = argc > 1 ? argv[1] : "data/jombang";
    const auto day = ps::core::parse_date(argc > 2 ? argv[2] : "2015-06-01");
    if (!day) {
        std::cerr << "usage: jombang_verdict FOLDER [YYYY-MM-DD] [VARIANT]\n";
        return 2;
    }
    auto law = ps::io::pack::read_pack(folder, {.variant = argc > 3 ? argv[3] : ""});
    auto layers = layers_of(law);
    const auto pack = std::make_shared<const ps::conformance::BoundPack>(std::move(law), std::move(layers));
    const auto sites = ps::io::gdal::read_layer(folder + "/sentra.geojson").layer;
    const auto result = ps::conformance::check(sites, pack, {.as_of = *day});
    for (std::size_t row = 0; row < result.verdicts.size(); ++row) {
        std::cout << ps::conformance::to_text(ps::conformance::explain(result, row), "id") << "\n";
    }
    return 0;
} catch (const ps::core::Error& error) {
    std::cerr << error.what() << "\n";
    return 3;
}
