#include <algorithm>
#include <array>
#include <petasentra/law/instrument.hpp>

namespace petasentra::law {
namespace {

template <typename Items>
auto* with_id(const Items& items, std::string_view id) noexcept {
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

std::size_t position(const std::vector<std::string>& words, std::string_view word) noexcept {
    return static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin());
}

// "perda" -> "Perda", "pp" -> "PP": short forms made of initials are written in capitals.
std::string kind_for_people(std::string kind) {
    constexpr std::array<std::string_view, 4> initials{"pp", "uu", "sk", "se"};
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
    if (std::find(initials.begin(), initials.end(), kind) != initials.end())
        std::transform(kind.begin(), kind.end(), kind.begin(), upper);
    else if (!kind.empty())
        kind.front() = upper(kind.front());
    return kind;
}

}  // namespace

bool Matrix::has_zone(std::string_view zone) const noexcept {
    return position(zones, zone) < zones.size();
}

bool Matrix::has_activity(std::string_view activity) const noexcept {
    return position(activities, activity) < activities.size();
}

std::string_view Matrix::at(std::string_view activity, std::string_view zone) const noexcept {
    const auto row = position(activities, activity);
    const auto column = position(zones, zone);
    if (row == activities.size() || column == zones.size()) return {};
    const auto index = row * zones.size() + column;
    return index < cells.size() ? std::string_view(cells[index]) : std::string_view{};
}

const char* to_string(Precedence precedence) noexcept {
    switch (precedence) {
        case Precedence::over_zone:
            return "over_zone";
        case Precedence::over_overlay:
            return "over_overlay";
        case Precedence::unstated:
            return "unstated";
    }
    return "";
}

const char* to_string(Level level) noexcept {
    switch (level) {
        case Level::rtrwn:
            return "rtrwn";
        case Level::rtrw_provinsi:
            return "rtrw-provinsi";
        case Level::rtrw_kabupaten:
            return "rtrw-kabupaten";
        case Level::rtrw_kota:
            return "rtrw-kota";
        case Level::rdtr:
            return "rdtr";
        case Level::ksn:
            return "ksn";
        case Level::sectoral:
            return "sectoral";
    }
    return "";
}

std::string Instrument::citation() const {
    if (kind.empty() || number == 0 || year == 0) return title.empty() ? id : title;
    return kind_for_people(kind) + ' ' + std::to_string(number) + '/' + std::to_string(year);
}

const LayerLink* Instrument::layer(std::string_view layer_id) const noexcept {
    return with_id(layers, layer_id);
}

const LayerLink* Instrument::zones() const noexcept {
    const auto found =
        std::find_if(layers.begin(), layers.end(), [](const LayerLink& link) { return link.role == LayerRole::zones; });
    return found == layers.end() ? nullptr : &*found;
}

const Article* Instrument::article(std::string_view article_id) const noexcept {
    return with_id(articles, article_id);
}

const Condition* Instrument::condition(std::string_view condition_id) const noexcept {
    return with_id(conditions, condition_id);
}

std::string Instrument::article_label(std::string_view article_id) const {
    const auto* found = article(article_id);
    return found != nullptr && !found->label.empty() ? found->label : std::string(article_id);
}

bool Instrument::article_verified(std::string_view article_id) const noexcept {
    const auto* found = article(article_id);
    return found != nullptr && found->verified;
}

std::vector<std::string> zones_of_code(const Matrix& matrix, const std::string& code) {
    if (matrix.has_zone(code)) return {code};
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= code.size();) {
        const auto end = std::min(code.find('/', begin), code.size());
        parts.push_back(code.substr(begin, end - begin));
        begin = end + 1;
    }
    const bool known = std::all_of(parts.begin(), parts.end(), [&](const auto& part) { return matrix.has_zone(part); });
    return known ? parts : std::vector<std::string>{code};
}

}  // namespace petasentra::law
