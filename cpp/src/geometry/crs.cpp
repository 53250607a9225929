#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <petasentra/core/error.hpp>
#include <petasentra/core/text.hpp>
#include <petasentra/geometry/crs.hpp>

#include "geometry/proj_context.hpp"

namespace petasentra::geometry {
namespace {

const std::string no_text;

/// What PROJ needs to hear: a bare number is an EPSG code, and a PROJ string without +type=crs would be an operation.
std::string in_proj_words(std::string_view text) {
    std::string out(core::trimmed(text));
    const bool digits =
        !out.empty() && std::all_of(out.begin(), out.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits) return "EPSG:" + out;
    const auto has = [&out](const char* word) { return out.find(word) != std::string::npos; };
    if ((has("+proj=") || has("+init=")) && !has("type=crs") && !has("+proj=pipeline")) out += " +type=crs";
    return out;
}

[[noreturn]] void refuse(std::string_view text) {
    const auto shown = std::string(text.substr(0, 80)) + (text.size() > 80 ? "..." : "");
    throw core::Error(
        core::ErrorCode::crs_unknown,
        {"Sistem koordinat \"" + shown + "\" tidak dikenal.",
         "The coordinate reference system \"" + shown + "\" is unknown."},
        {"Tuliskan kode EPSG, misalnya EPSG:32749 (WGS 84 / UTM zona 49S) atau EPSG:4326, WKT, PROJJSON, atau nama "
         "lengkap sistem itu.",
         "Give an EPSG code such as EPSG:32749 (WGS 84 / UTM zone 49S) or EPSG:4326, WKT, PROJJSON or the full name of "
         "the system."});
}

/// Lower-case letters and everything else but blanks.
std::string bare(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

/// A definition or a code, as opposed to a name.
bool says_what_it_is(std::string_view text) {
    const auto has = [text](const char* word) { return text.find(word) != std::string_view::npos; };
    const bool wkt = has("\"") && (text.ends_with(']') || text.ends_with(')'));
    const bool code = has(":") && !has(" ");  // AUTHORITY:CODE, a URN or URL of the OGC
    return text.starts_with('{') || wkt || has("proj=") || has("init=") || code;
}

/// PROJ searches its database for names *like* an unknown one ("foo" is Amersfoort to it): only what was really named
/// may be taken.
bool is_named(const PJ* object, std::string_view text) {
    const char* name = proj_get_name(object);
    const char* code = proj_get_id_code(object, 0);
    return (name != nullptr && bare(name) == bare(text)) || (code != nullptr && bare(code) == bare(text));
}

PjPtr parsed(const std::string& text) {
    PjPtr object(proj_create(proj_context(), text.c_str()));
    if (object != nullptr && !proj_is_crs(object.get())) object.reset();
    return object;
}

bool is_geographic_type(PJ_TYPE type) {
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

/// The part that says where x and y are: of a compound system the first, of a bound one (WKT with TOWGS84) the source.
PjPtr with_axes(PJ* crs) {
    PjPtr part(proj_clone(proj_context(), crs));
    for (int depth = 0; part != nullptr && depth < 4; ++depth) {
        const auto type = proj_get_type(part.get());
        if (type == PJ_TYPE_COMPOUND_CRS) {
            part.reset(proj_crs_get_sub_crs(proj_context(), part.get(), 0));
        } else if (type == PJ_TYPE_BOUND_CRS) {
            part.reset(proj_get_source_crs(proj_context(), part.get()));
        } else {
            break;
        }
    }
    return part;
}

bool in_metres(PJ* crs) {
    const PjPtr axes(proj_crs_get_coordinate_system(proj_context(), crs));
    double to_metre = 0.0;
    return axes != nullptr &&
           proj_cs_get_axis_info(proj_context(), axes.get(), 0, nullptr, nullptr, nullptr, &to_metre, nullptr, nullptr,
                                 nullptr) != 0 &&
           to_metre == 1.0;
}

PjPtr without_vertical(PjPtr crs) {
    if (crs != nullptr && proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS) {
        return PjPtr(proj_crs_get_sub_crs(proj_context(), crs.get(), 0));
    }
    return crs;
}

/// Parsing costs about a millisecond and asks the database, so each thread keeps what it has met. A program meets few
/// systems; if it meets many, starting over is cheaper than bookkeeping.
constexpr std::size_t kept_objects = 64;

using Kept = std::map<std::string, SharedPj>;

template <typename Make>
SharedPj kept(Kept& cache, const std::string& key, Make make) {
    if (const auto found = cache.find(key); found != cache.end()) return found->second;
    SharedPj made = make();
    if (cache.size() >= kept_objects) cache.clear();
    return cache[key] = std::move(made);
}

/// What has been understood, for all threads: a system is a value, and its words always mean the same. Work runs on
/// threads of its own, so what only a thread keeps would be read from the database again for every call.
class Understood {
  public:
    [[nodiscard]] Crs find(const std::string& words) {
        const std::lock_guard lock(m_mutex);
        const auto found = m_crs.find(words);
        return found == m_crs.end() ? Crs{} : found->second;
    }
    void keep(const std::string& words, const Crs& crs) {
        const std::lock_guard lock(m_mutex);
        if (m_crs.size() >= kept_objects) m_crs.clear();
        m_crs[words] = crs;
    }

  private:
    std::mutex m_mutex;
    std::map<std::string, Crs> m_crs;
};

Understood& understood() {
    static Understood systems;
    return systems;
}

}  // namespace

Crs Crs::from_user_input(std::string_view text) {
    const auto words = in_proj_words(text);
    if (auto known = understood().find(words); known.known()) return known;
    const auto object = parsed(words);
    if (object == nullptr || !(says_what_it_is(words) || is_named(object.get(), words))) refuse(text);
    auto* context = proj_context();
    const char* options[] = {"MULTILINE=NO", nullptr};
    const char* projjson = proj_as_projjson(context, object.get(), options);
    const auto axes = with_axes(object.get());
    if (projjson == nullptr || axes == nullptr) refuse(text);

    Crs out;
    out.m_projjson = std::make_shared<const std::string>(projjson);
    if (const char* name = proj_get_name(object.get())) out.m_name = name;
    const char* authority = proj_get_id_auth_name(object.get(), 0);
    const char* code = proj_get_id_code(object.get(), 0);
    if (authority != nullptr && code != nullptr) out.m_authority_code = std::string(authority) + ':' + code;
    const auto type = proj_get_type(axes.get());
    out.m_geographic = is_geographic_type(type);
    out.m_projected_metre = type == PJ_TYPE_PROJECTED_CRS && in_metres(axes.get());
    understood().keep(words, out);
    return out;
}

const std::string& Crs::projjson() const noexcept {
    return m_projjson ? *m_projjson : no_text;
}
const std::string& Crs::authority_code() const noexcept {
    return m_authority_code;
}
const std::string& Crs::name() const noexcept {
    return m_name;
}

bool Crs::same_as(const Crs& other) const {
    if (!known() || !other.known()) return false;
    if (m_projjson == other.m_projjson || *m_projjson == *other.m_projjson) return true;
    return proj_is_equivalent_to_with_ctx(proj_context(), horizontal_object(*this).get(),
                                          horizontal_object(other).get(),
                                          PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
}

SharedPj horizontal_object(const Crs& crs) {
    static_cast<void>(proj_context());  // made before the cache, so that it is destroyed after it
    thread_local Kept cache;
    return kept(cache, crs.projjson(), [&crs] {
        auto object = without_vertical(parsed(crs.projjson()));
        if (object == nullptr) refuse(crs.name());
        return object;
    });
}

SharedPj operation_object(const Crs& from, const Crs& to) {
    static_cast<void>(proj_context());
    thread_local Kept cache;
    return kept(cache, from.projjson() + '\n' + to.projjson(), [&] {
        // Each step may return null, and the last one returns a new object.
        const PjPtr raw(proj_create_crs_to_crs_from_pj(proj_context(), horizontal_object(from).get(),
                                                       horizontal_object(to).get(), nullptr, nullptr));
        PjPtr normal(raw == nullptr ? nullptr : proj_normalize_for_visualization(proj_context(), raw.get()));
        if (normal == nullptr) {
            throw core::Error(core::ErrorCode::transform_failed,
                              {"Tidak ada transformasi dari \"" + from.name() + "\" ke \"" + to.name() + "\".",
                               "There is no transformation from \"" + from.name() + "\" to \"" + to.name() + "\"."},
                              {"Periksa apakah kedua sistem koordinat benar. " + proj_reason(),
                               "Check that both coordinate reference systems are right. " + proj_reason()});
        }
        return normal;
    });
}

int utm_epsg(double longitude_deg, double latitude_deg) {
    if (!std::isfinite(longitude_deg) || !std::isfinite(latitude_deg)) {
        throw core::Error(core::ErrorCode::geometry_not_finite, {"Bujur atau lintang bukan bilangan terhingga.",
                                                                 "Longitude or latitude is not a finite number."});
    }
    const double from_180_west = std::fmod(std::fmod(longitude_deg + 180.0, 360.0) + 360.0, 360.0);
    const int zone = std::min(static_cast<int>(from_180_west / 6.0), 59) + 1;
    return (latitude_deg >= 0.0 ? 32600 : 32700) + zone;
}

}  // namespace petasentra::geometry
