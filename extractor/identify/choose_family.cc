#include "extractor/identify/choose_family.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "extractor/axes/text.h"

namespace curvespice {
namespace {

constexpr double kQuantity = 3;  // the axis says the right thing
constexpr double kUnit = 1;      // its unit fits
constexpr double kWords = 2.5;   // title or caption says it
constexpr double kLabels = 2;    // the curves carry the family's own names
constexpr double kEnough = 5;    // both axes, or an axis and the words
constexpr double kLead = 1;      // over the next family, for full confidence

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// "RDSon_norm" is a normalised RDSon.
std::string bare_quantity(const std::string& quantity) {
  const std::size_t tail = quantity.rfind("_norm");
  return tail == std::string::npos ? quantity : quantity.substr(0, tail);
}

// Nothing when the axis speaks against the family.
std::optional<double> score_axis(const FamilyAxis& wanted, const Axis& axis) {
  double score = 0;
  if (!axis.quantity.empty() && !wanted.quantities.empty()) {
    const bool exact = contains(wanted.quantities, axis.quantity);
    if (!exact && !contains(wanted.quantities, bare_quantity(axis.quantity))) return std::nullopt;
    score += exact ? kQuantity : kQuantity - 0.5;
    // The first name is what the family is about, the others may be.
    if (exact && wanted.quantities.front() == axis.quantity) score += 0.3;
  }
  if (!axis.unit.empty() && !wanted.units.empty()) {
    if (!contains(wanted.units, axis.unit)) return std::nullopt;
    score += kUnit;
  }
  return score;
}

std::optional<double> score_axes(const Family& family, const AxesReading& axes) {
  if (!axes.read() || family.needs_y2 != axes.y2.has_value()) {
    if (!axes.read() || family.needs_y2) return std::nullopt;
  }
  const auto x = score_axis(family.x, axes.x->axis);
  const auto y = score_axis(family.y, axes.y->axis);
  if (!x || !y) return std::nullopt;
  double score = *x + *y;
  if (family.needs_y2) {
    const auto y2 = score_axis(family.y2, axes.y2->axis);
    if (!y2) return std::nullopt;
    score += *y2;
  }
  return score;
}

bool says_any(const std::string& words, const std::vector<std::string>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](const std::string& phrase) {
    return has_phrase(words, words_only(phrase));
  });
}

double score_labels(const Family& family, const std::vector<std::string>& labels) {
  if (family.labels.empty()) return 0;
  const auto known = [&](const std::string& label) {
    const std::string text = words_only(label);
    return std::any_of(family.labels.begin(), family.labels.end(),
                       [&](const std::string& name) { return has_phrase(text, words_only(name)); });
  };
  const auto hits = std::count_if(labels.begin(), labels.end(), known);
  return hits >= 2 || (hits == 1 && family.labels.size() == 1) ? kLabels : 0;
}

}  // namespace

FamilyChoice choose_family(const AxesReading& axes, const std::string& text,
                           const std::vector<std::string>& labels,
                           const std::vector<Family>& families) {
  const std::string words = words_only(text);
  double best = 0, next = 0;
  FamilyChoice out;
  for (const Family& family : families) {
    const bool named = says_any(words, family.words);
    if (says_any(words, family.without) || (family.needs_words && !named)) continue;
    const auto by_axes = score_axes(family, axes);
    if (!by_axes) continue;
    const double score = *by_axes + (named ? kWords : 0) + score_labels(family, labels);
    if (score > best) {
      next = best, best = score;
      out.family = &family;
    } else {
      next = std::max(next, score);
    }
  }
  if (best < kEnough) return {};
  const double certainty = std::min(1.0, best / (2 * (kQuantity + kUnit)));
  out.confidence = certainty * std::min(1.0, 0.5 + 0.5 * (best - next) / kLead);
  return out;
}

}  // namespace curvespice
