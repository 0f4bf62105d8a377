// SPDX-License-Identifier: GPL-2.0-or-later
/// See train.hpp.
#include "indexer/entities/training/train.hpp"

#include "indexer/entities/decode.hpp"
#include "indexer/entities/features.hpp"
#include "indexer/entities/training/word_lists.hpp"

#include <fmt/core.h>

namespace ae::training {
namespace {

using namespace indexing;  // NOLINT(google-build-using-namespace)

// Neighbours stay in one part: they may be pieces of one article.
constexpr std::size_t neighbours = 16;

struct Learnt : Prepared {
  std::size_t part = 0;  ///< which first pass it is kept from
};

class Trainer {
 public:
  Trainer(const std::vector<Corpus>& corpora, const TrainOptions& options,
          const std::function<void(std::string_view)>& progress)
      : corpora_(corpora), options_(options), progress_(progress) {}

  std::string run() {
    WordLists lists;
    lists.count_casing(corpora_);
    if (!options_.lists.empty()) lists.add_gazetteers(options_.lists);
    const auto slots = lists.pack();
    prepare_all(Lexicon(WordTable(slots)));
    progress_("first pass");
    std::vector<PassWeights> passes;
    passes.push_back(first_pass(options_.folds));
    if (options_.passes > 1) {
      const auto votes = votes_of_strangers();
      progress_("second pass");
      Examples examples;
      for (std::size_t i = 0; i < documents_.size(); ++i) {
        add_examples(documents_[i], &votes[i], examples);
      }
      passes.push_back(train_pass(examples, options_.settings));
    }
    return pack_model(slots, passes);
  }

 private:
  void prepare_all(const Lexicon& lexicon) {
    std::size_t tokens = 0;
    std::size_t number = 0;
    for (const auto& corpus : corpora_) {
      for (const auto& document : corpus.documents) {
        const auto part = number++ / neighbours % options_.folds;
        documents_.push_back({prepare(document, corpus.source, lexicon), part});
        tokens += documents_.back().tokens.size();
        if (!corpus.source.caseless || number % 2 == 0) continue;
        const auto lost = number % 4 == 1 ? LostCase::lowered : LostCase::raised;
        documents_.push_back({prepare(without_case(document, lost), corpus.source, lexicon), part});
      }
    }
    progress_(fmt::format("{} documents, {} tokens", documents_.size(), tokens));
  }

  // Of all documents but those of part \p but; of all, where there is no such part.
  [[nodiscard]] PassWeights first_pass(std::size_t but) const {
    Examples examples;
    for (std::size_t i = 0; i < documents_.size(); ++i) {
      if (documents_[i].part != but) add_examples(documents_[i], nullptr, examples);
    }
    return train_pass(examples, options_.settings);
  }

  // The second pass must learn from votes as they are on new text: each part of the documents is
  // tagged by a first pass that learned from the others.
  [[nodiscard]] std::vector<Votes> votes_of_strangers() const {
    std::vector<Votes> votes(documents_.size());
    for (std::size_t fold = 0; fold < options_.folds; ++fold) {
      progress_(fmt::format("first pass without part {} of {}", fold + 1, options_.folds));
      const auto weights = first_pass(fold);
      for (std::size_t i = 0; i < documents_.size(); ++i) {
        if (documents_[i].part != fold) continue;
        const auto& document = documents_[i];
        SumMemory sums;  // words have other numbers in each document
        const auto labels = find_labels(document.sight(), weights.view(), sums);
        votes[i] = count_votes(document.tokens, document.runs, labels);
      }
    }
    return votes;
  }

  const std::vector<Corpus>& corpora_;
  const TrainOptions& options_;
  const std::function<void(std::string_view)>& progress_;
  std::vector<Learnt> documents_;
};

}  // namespace

std::string train(const std::vector<Corpus>& corpora, const TrainOptions& options,
                  const std::function<void(std::string_view)>& progress) {
  return Trainer(corpora, options, progress).run();
}

}  // namespace ae::training
