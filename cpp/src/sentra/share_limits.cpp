#include <boost/math/distributions/binomial.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/sentra/share_limits.hpp>

namespace petasentra::sentra {

ShareLimits share_limits(std::span<const std::int64_t> seen, std::span<const std::int64_t> of, double confidence) {
    using Binomial = boost::math::binomial_distribution<double>;
    if (seen.size() != of.size() || !(confidence > 0 && confidence < 1)) {
        throw core::Error(core::ErrorCode::option_value,
                          {"Daftar harus sama panjang dan tingkat kepercayaan di antara 0 dan 1.",
                           "The lists have to be of one length, and the confidence between 0 and 1."});
    }
    ShareLimits out{std::vector<double>(seen.size()), std::vector<double>(seen.size())};
    const double tail = (1 - confidence) / 2;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (of[i] < 1 || seen[i] < 0 || seen[i] > of[i]) {
            throw core::Error(
                core::ErrorCode::option_value,
                {"Yang terlihat tidak boleh lebih banyak daripada semuanya.", "No more can be seen than there are."});
        }
        const auto x = static_cast<double>(seen[i]), n = static_cast<double>(of[i]);
        out.low[i] = seen[i] == 0 ? 0.0 : Binomial::find_lower_bound_on_p(n, x, tail);
        out.high[i] = seen[i] == of[i] ? 1.0 : Binomial::find_upper_bound_on_p(n, x, tail);
    }
    return out;
}

}  // namespace petasentra::sentra
