#include <petasentra/conformance/check.hpp>

namespace petasentra::conformance {
namespace {

SiteVerdict put_together(const SiteVerdicts::Row& row) {
    auto site = *row.words;
    site.site_id = row.site_id;
    site.measure = row.measure;
    site.first_piece = row.first_piece;
    site.last_piece = row.last_piece;
    return site;
}

}  // namespace

SiteVerdict SiteVerdicts::operator[](std::size_t row) const {
    auto site = put_together(m_rows[row]);
    if (m_evidence) m_evidence->add_to(site, row);
    return site;
}

SiteVerdict SiteVerdicts::at(std::size_t row) const {
    static_cast<void>(m_rows.at(row));
    return (*this)[row];
}

}  // namespace petasentra::conformance
