#pragma once
#include <memory>
#include <string>
#include <unordered_map>

#include "conformance/situation/situation.hpp"

namespace petasentra::conformance {

/// Answers that one thread has given before. A site that lies whole in one zone, under the same rules as another that
/// asks the same and too near to nothing, is answered in the same words: most sites are.
class AnswerMemo {
  public:
    struct Answer {
        std::shared_ptr<const SiteVerdict> site;  ///< before what its own past adds
        PieceFacts piece;
    };
    /// What is known for the question of `law` on this piece alone, whose site breaks no distance; null if nothing is.
    /// `piece` as cut, not yet judged.
    [[nodiscard]] const Answer* find(const Piece& piece, int dimension, const ActivityLaw& law, const BoundPack& pack);
    /// Keeps an answer for what find() was asked last.
    const Answer& keep(Answer answer);

  private:
    std::string m_key;
    std::unordered_map<std::string, Answer> m_answers;
};

}  // namespace petasentra::conformance
