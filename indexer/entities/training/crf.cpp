// SPDX-License-Identifier: GPL-2.0-or-later
/// Stochastic gradient ascent on the log-likelihood of what gold allows, with AdaGrad's steps
/// (Duchi, Hazan and Singer 2011). The gradient is the expectation under what gold allows minus the
/// expectation under the model, both by forward-backward (Lafferty, McCallum and Pereira 2001).
#include "indexer/entities/training/crf.hpp"

#include "indexer/entities/features.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace ae::training {
namespace {

using namespace indexing;  // NOLINT(google-build-using-namespace)

// A vector type: left to itself, g++ 12 works on one lane after the other.
using FloatRow [[gnu::vector_size(row_width * sizeof(float))]] = float;
using Beliefs = std::array<float, label_count>;              ///< of one token, by label
using Pairs = std::array<float, label_count * label_count>;  ///< from label * label_count + next

constexpr float small_gradient = 2e-3F;  // a token this well understood teaches nothing more

/// The posterior of labels and of pairs of labels in one sequence.
class ForwardBackward {
 public:
  /// \param potentials  exp of scores, by token
  void run(std::span<const Beliefs> potentials, const Pairs& transitions,
           std::span<const Allowed> allowed) {
    const auto size = potentials.size();
    forward_.resize(size);
    backward_.resize(size);
    scale_.resize(size);
    for (std::size_t i = 0; i < size; ++i) step_forward(i, potentials[i], transitions, allowed);
    for (std::size_t i = size; i-- > 0;) step_backward(i, potentials, transitions, allowed);
  }

  /// Adds \p sign times the posteriors.
  void add_to(std::span<Beliefs> beliefs, Pairs& pairs, std::span<const Beliefs> potentials,
              const Pairs& transitions, std::span<const Allowed> allowed, float sign) const {
    const auto size = potentials.size();
    for (std::size_t i = 0; i < size; ++i) {
      const auto sum = total(i);
      for (std::size_t y = 0; y < label_count; ++y) {
        beliefs[i][y] += sign * forward_[i][y] * backward_[i][y] / sum;
      }
      add_pairs(i, pairs, potentials, transitions, allowed, sign);
    }
    const auto sum = total(size - 1);
    for (std::size_t y = 0; y < label_count; ++y) {
      pairs[y * label_count + outside] +=
          sign * forward_[size - 1][y] * backward_[size - 1][y] / sum;
    }
  }

 private:
  static bool allows(Allowed allowed, std::size_t label) { return (allowed >> label & 1U) != 0; }

  [[nodiscard]] float total(std::size_t i) const {
    float sum = 0;
    for (std::size_t y = 0; y < label_count; ++y) sum += forward_[i][y] * backward_[i][y];
    return std::max(sum, 1e-30F);
  }

  void step_forward(std::size_t i, const Beliefs& potential, const Pairs& transitions,
                    std::span<const Allowed> allowed) {
    auto& here = forward_[i];
    float sum = 0;
    for (std::size_t y = 0; y < label_count; ++y) {
      here[y] = 0;
      if (!allows(allowed[i], y)) continue;
      for (std::size_t k = 0; k < predecessors[y].count; ++k) {
        const auto before = predecessors[y].of[k];
        const float belief = i == 0 ? (before == outside ? 1.0F : 0.0F) : forward_[i - 1][before];
        here[y] += belief * transitions[before * label_count + y];
      }
      here[y] *= potential[y];
      sum += here[y];
    }
    scale_[i] = 1 / std::max(sum, 1e-30F);
    for (auto& belief : here) belief *= scale_[i];
  }

  void step_backward(std::size_t i, std::span<const Beliefs> potentials, const Pairs& transitions,
                     std::span<const Allowed> allowed) {
    auto& here = backward_[i];
    here.fill(0);
    const bool last = i + 1 == potentials.size();
    for (std::size_t next = 0; next < label_count; ++next) {
      if (last ? next != outside : !allows(allowed[i + 1], next)) continue;
      const float belief =
          last ? 1.0F : potentials[i + 1][next] * backward_[i + 1][next] * scale_[i + 1];
      for (std::size_t k = 0; k < predecessors[next].count; ++k) {
        const auto y = predecessors[next].of[k];
        here[y] += transitions[y * label_count + next] * belief;
      }
    }
  }

  void add_pairs(std::size_t i, Pairs& pairs, std::span<const Beliefs> potentials,
                 const Pairs& transitions, std::span<const Allowed> allowed, float sign) const {
    const auto sum = total(i);
    for (std::size_t next = 0; next < label_count; ++next) {
      if (!allows(allowed[i], next)) continue;
      const float after = potentials[i][next] * backward_[i][next] * scale_[i] / sum;
      for (std::size_t k = 0; k < predecessors[next].count; ++k) {
        const auto y = predecessors[next].of[k];
        const float belief = i == 0 ? (y == outside ? 1.0F : 0.0F) : forward_[i - 1][y];
        pairs[y * label_count + next] +=
            sign * belief * transitions[y * label_count + next] * after;
      }
    }
  }

  std::vector<Beliefs> forward_;
  std::vector<Beliefs> backward_;
  std::vector<float> scale_;
};

class Learner {
 public:
  Learner(const Examples& examples, const Settings& settings)
      : examples_(examples),
        settings_(settings),
        mask_((std::uint32_t{1} << settings.row_bits) - 1),
        rows_(std::size_t{mask_} + 1),
        squares_(rows_.size()) {}

  PassWeights run() {
    std::vector<std::uint32_t> order(examples_.sequences.size());
    std::iota(order.begin(), order.end(), 0U);
    for (unsigned epoch = 0; epoch < settings_.epochs; ++epoch) {
      shuffle(order);
      for (const auto index : order) learn(examples_.sequences[index]);
    }
    return quantised();
  }

 private:
  // std::shuffle differs from library to library.
  void shuffle(std::vector<std::uint32_t>& order) {
    for (std::size_t i = order.size(); i > 1; --i) {
      state_ = state_ * 6364136223846793005U + 1442695040888963407U;
      std::swap(order[i - 1], order[(state_ >> 33U) % i]);
    }
  }

  void learn(const Examples::Sequence& sequence) {
    const auto allowed = std::span(examples_.allowed).subspan(sequence.first, sequence.size);
    potentials_.resize(sequence.size);
    for (std::size_t i = 0; i < sequence.size; ++i) {
      potentials_[i] = potential(sequence.first + i);
    }
    for (std::size_t k = 0; k < transitions_.size(); ++k) factors_[k] = std::exp(transitions_[k]);
    gradient_.assign(sequence.size, Beliefs{});
    Pairs pairs{};
    anything_.assign(sequence.size, any_label);
    beliefs_.run(potentials_, factors_, anything_);
    beliefs_.add_to(gradient_, pairs, potentials_, factors_, anything_, sequence.weight);
    beliefs_.run(potentials_, factors_, allowed);
    beliefs_.add_to(gradient_, pairs, potentials_, factors_, allowed, -sequence.weight);
    for (std::size_t i = 0; i < sequence.size; ++i) update(sequence.first + i, gradient_[i]);
    for (std::size_t k = 0; k < pairs.size(); ++k) {
      step(transitions_[k], transition_squares_[k], pairs[k]);
    }
  }

  [[nodiscard]] std::span<const std::uint32_t> features(std::size_t token) const {
    const auto from = examples_.starts[token];
    return std::span(examples_.features).subspan(from, examples_.starts[token + 1] - from);
  }

  [[nodiscard]] Beliefs potential(std::size_t token) const {
    FloatRow sums{};
    for (const auto hash : features(token)) sums += rows_[hash & mask_];
    float top = 0;
    for (std::size_t k = 0; k < row_width; ++k) top = std::max(top, sums[k]);
    Beliefs result{};
    for (std::size_t k = 0; k < row_width; ++k) result[k] = std::exp(sums[k] - top);
    result[outside] = std::exp(-top);
    return result;
  }

  void update(std::size_t token, const Beliefs& gradient) {
    const bool known = std::all_of(gradient.begin(), gradient.end(),
                                   [](float g) { return std::abs(g) < small_gradient; });
    if (known) return;
    FloatRow lanes;
    std::memcpy(&lanes, gradient.data(), sizeof lanes);
    for (const auto hash : features(token)) step_row(hash & mask_, lanes);
  }

  // As step(), for all labels at once.
  void step_row(std::size_t index, const FloatRow& gradient) {
    auto& row = rows_[index];
    const FloatRow pull = gradient + settings_.decay * row;
    auto& squares = squares_[index];
    squares += pull * pull;
    FloatRow root = squares + 1e-6F;
    for (std::size_t k = 0; k < row_width; ++k) root[k] = std::sqrt(root[k]);
    row -= settings_.rate * pull / root;
  }

  void step(float& weight, float& squares, float gradient) const {
    const float pull = gradient + settings_.decay * weight;
    squares += pull * pull;
    weight -= settings_.rate * pull / std::sqrt(squares + 1e-6F);
  }

  // One step of int8 is the same for rows and transitions; few rows lie beyond its range.
  [[nodiscard]] PassWeights quantised() const {
    std::vector<float> sizes;
    for (const auto& row : rows_) {
      for (std::size_t k = 0; k < row_width; ++k) {
        if (row[k] != 0) sizes.push_back(std::abs(row[k]));
      }
    }
    float scale = 1;
    if (!sizes.empty()) {
      const auto at =
          sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() - 1 - sizes.size() / 10000);
      std::nth_element(sizes.begin(), at, sizes.end());
      scale = 127 / *at;
    }
    const auto whole = [scale](float weight, float limit) {
      return std::clamp(std::round(weight * scale), -limit, limit);
    };
    PassWeights weights;
    weights.rows.resize(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      for (std::size_t k = 0; k < row_width; ++k) {
        weights.rows[i][k] = static_cast<std::int8_t>(whole(rows_[i][k], 127));
      }
    }
    for (std::size_t k = 0; k < transitions_.size(); ++k) {
      weights.transitions[k] = static_cast<std::int16_t>(whole(transitions_[k], 32767));
    }
    return weights;
  }

  const Examples& examples_;
  const Settings& settings_;
  std::uint32_t mask_;
  std::vector<FloatRow> rows_;
  std::vector<FloatRow> squares_;
  Pairs transitions_{};
  Pairs transition_squares_{};
  Pairs factors_{};
  std::uint64_t state_ = 1;
  ForwardBackward beliefs_;
  std::vector<Beliefs> potentials_;
  std::vector<Beliefs> gradient_;
  std::vector<Allowed> anything_;
};

}  // namespace

void add_examples(const Prepared& document, const Votes* votes, Examples& examples) {
  const auto sight = document.sight();
  Features features;
  for (const auto& run : document.runs) {
    examples.sequences.push_back({.first = examples.allowed.size(),
                                  .size = static_cast<std::uint32_t>(run.size()),
                                  .weight = document.weight});
    for (auto i = run.from; i < run.to; ++i) {
      features.clear();
      add_word_features(sight, i, features);
      if (votes != nullptr) add_vote_features(sight, *votes, i, features);
      examples.features.insert(examples.features.end(), features.all().begin(),
                               features.all().end());
      examples.starts.push_back(examples.features.size());
      examples.allowed.push_back(document.allowed[i]);
    }
  }
}

PassWeights train_pass(const Examples& examples, const Settings& settings) {
  return Learner(examples, settings).run();
}

}  // namespace ae::training
