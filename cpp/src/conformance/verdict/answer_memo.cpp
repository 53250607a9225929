#include "answer_memo.hpp"

namespace petasentra::conformance {

namespace {

template <class Number>
void append_bytes(std::string& key, Number number) {
    key.append(reinterpret_cast<const char*>(&number), sizeof number);
}

}  // namespace

const AnswerMemo::Answer* AnswerMemo::find(const Piece& piece, int dimension, const ActivityLaw& law,
                                           const BoundPack& pack) {
    m_key.clear();
    append_bytes(m_key, &law);
    append_bytes(m_key, dimension);
    append_bytes(m_key, piece.gap);
    append_bytes(m_key, static_cast<std::uint32_t>(piece.instrument));
    append_bytes(m_key, static_cast<std::uint32_t>(piece.layer));
    append_bytes(m_key, piece.zone >= 0);
    append_bytes(m_key, piece.rules.size());
    for (const auto& rule : piece.rules) {
        append_bytes(m_key, rule.kind);
        append_bytes(m_key, static_cast<std::uint32_t>(rule.instrument));
        append_bytes(m_key, static_cast<std::uint32_t>(rule.rule));
    }
    // Texts of any length come last, and of two the first with its length.
    append_bytes(m_key, piece.zone_code.size());
    m_key += piece.zone_code;
    if (piece.zone >= 0) m_key += pack.layers()[piece.layer].name[static_cast<std::size_t>(piece.zone)];
    const auto found = m_answers.find(m_key);
    return found == m_answers.end() ? nullptr : &found->second;
}

const AnswerMemo::Answer& AnswerMemo::keep(Answer answer) {
    return m_answers.insert_or_assign(m_key, std::move(answer)).first->second;
}

}  // namespace petasentra::conformance
