#include <algorithm>
#include <array>
#include <cmath>
#include <petasentra/access/decay.hpp>
#include <petasentra/core/error.hpp>
#include <string>

namespace petasentra::access {
namespace {

[[noreturn]] void refuse(const core::Text& message, const core::Text& hint) {
    throw core::Error(core::ErrorCode::option_value, message, hint);
}

void require_positive(const char* name, double value) {
    if (std::isfinite(value) && value > 0.0) return;
    refuse({std::string("Nilai ") + name + " peluruhan harus berhingga dan lebih dari 0.",
            std::string("The ") + name + " of the decay has to be finite and above 0."},
           {"Beri nilai dalam satuan biaya perjalanan.", "Give it in the unit of the travel costs."});
}

void require_steps(const std::vector<Step>& steps) {
    const bool ascending =
        std::is_sorted(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.end <= b.end; });
    const bool sound = std::all_of(steps.begin(), steps.end(), [](const Step& one) {
        return std::isfinite(one.weight) && one.weight >= 0.0 && std::isfinite(one.end) && one.end > 0.0;
    });
    if (!steps.empty() && ascending && sound) return;
    refuse({"Jenjang peluruhan harus punya batas yang menaik di atas 0 dan bobot berhingga yang tidak negatif.",
            "The steps of a decay need ascending ends above 0 and finite weights that are not negative."},
           {"Contoh: (600, 1), (1200, 0.68), (1800, 0.22).", "For example: (600, 1), (1200, 0.68), (1800, 0.22)."});
}

}  // namespace

const char* to_string(DecayKind kind) noexcept {
    switch (kind) {
        case DecayKind::none:
            return "none";
        case DecayKind::steps:
            return "steps";
        case DecayKind::linear:
            return "linear";
        case DecayKind::exponential:
            return "exponential";
        case DecayKind::gaussian:
            return "gaussian";
        case DecayKind::power:
            return "power";
    }
    return "none";
}

void Decay::require_sound() const {
    if (kind == DecayKind::none) return;
    if (kind == DecayKind::steps) return require_steps(steps);
    require_positive("scale", scale);
    if (kind != DecayKind::power) return;
    require_positive("exponent", exponent);
    require_positive("nearest", nearest);
}

double Decay::at(double cost) const noexcept {
    if (!(cost < std::numeric_limits<double>::infinity())) return 0.0;
    switch (kind) {
        case DecayKind::none:
            return 1.0;
        case DecayKind::steps: {
            const auto step = std::lower_bound(steps.begin(), steps.end(), cost,
                                               [](const Step& one, double value) { return one.end < value; });
            return step == steps.end() ? 0.0 : step->weight;
        }
        case DecayKind::linear:
            return std::max(0.0, 1.0 - cost / scale);
        case DecayKind::exponential:
            return std::exp(-cost / scale);
        case DecayKind::gaussian:
            return std::exp(-cost * cost / (2.0 * scale * scale));
        case DecayKind::power:
            return std::pow(std::max(cost, nearest) / scale, -exponent);
    }
    return 0.0;
}

void Decay::at_each(std::span<const double> costs, std::span<double> weights) const {
    // Costs come in no order: a branch for each step would be guessed wrong more often than not.
    constexpr std::size_t few = 16;
    if (kind != DecayKind::steps || steps.size() > few) {
        std::transform(costs.begin(), costs.end(), weights.begin(), [&](double cost) { return at(cost); });
        return;
    }
    std::array<double, few + 1> of_step{};
    for (std::size_t step = 0; step < steps.size(); ++step) of_step[step] = steps[step].weight;
    for (std::size_t i = 0; i < costs.size(); ++i) {
        std::size_t passed = 0;
        for (const auto& step : steps) passed += static_cast<std::size_t>(!(costs[i] <= step.end));
        weights[i] = of_step[passed];
    }
}

double Decay::most() const noexcept {
    if (kind == DecayKind::power) return at(0.0);
    if (kind != DecayKind::steps) return 1.0;
    double out = 0.0;
    for (const auto& step : steps) out = std::max(out, step.weight);
    return out;
}

}  // namespace petasentra::access
