#include "extractor/axes/scale_vote.h"

#include <algorithm>
#include <cmath>

#include "extractor/axes/lattice.h"

namespace curvespice {
namespace {

constexpr double kReach = 0.6;       // how far off its tick a label's centre may stand, in heights
constexpr double kSnapReach = 0.85;  // the same for a mark to be a label's own
// Where the pattern of a logarithmic grid leaves one reading only, labels may stand further off.
constexpr double kWideSnapReach = 1.25;
constexpr int kTellingGrid = 12;  // lines
constexpr double kTellingAgreement = 0.95;
constexpr double kOutvoted = 0.3;  // what a plain number off the scale costs it
constexpr double kEdge = 0.1;      // what a label at an end of the plot is worth
constexpr std::size_t kFinalists = 8;

// A scale with the labels that lie on it, before the drawn marks have spoken.
struct Candidate {
  AxisScale scale;
  std::vector<Inlier> inliers;
  std::vector<int> voters;  // the same labels, as places in the vector of voting labels
  double score = 0;
};

// The straight line through places (value or log10 value) against coordinates.
AxisScale through(Scale scale, double c0, double v0, double c1, double v1) {
  const double p0 = scale == Scale::log10 ? std::log10(v0) : v0;
  const double p1 = scale == Scale::log10 ? std::log10(v1) : v1;
  AxisScale out{scale, 0, (p1 - p0) / (c1 - c0), 0};
  out.origin = p0 - out.step * c0;
  return out;
}

AxisScale least_squares(Scale scale, const std::vector<Inlier>& points, double span) {
  double n = 0, c = 0, p = 0, cc = 0, cp = 0;
  const auto place = [&](double v) { return scale == Scale::log10 ? std::log10(v) : v; };
  for (const Inlier& i : points) n += 1, c += i.coordinate, p += place(i.value);
  c /= n, p /= n;
  for (const Inlier& i : points) {
    cc += (i.coordinate - c) * (i.coordinate - c);
    cp += (i.coordinate - c) * (place(i.value) - p);
  }
  AxisScale out{scale, 0, cp / cc, 0};
  out.origin = p - out.step * c;
  double squares = 0;
  for (const Inlier& i : points) squares += std::pow(out.coordinate(i.value) - i.coordinate, 2);
  out.residual = std::sqrt(squares / n) / span;
  return out;
}

// Two ways to read the same print: "1" and "1 000". Parts of one fused run are none.
bool conflicts(const TickLabel& label, const std::vector<const TickLabel*>& used) {
  return std::any_of(used.begin(), used.end(), [&](const TickLabel* other) {
    const bool shares = std::any_of(label.words.begin(), label.words.end(), [&](int word) {
      return std::find(other->words.begin(), other->words.end(), word) != other->words.end();
    });
    return shares && label.box.overlaps(other->box);
  });
}

class Vote {
 public:
  Vote(const std::vector<VotingLabel>& labels, const AxisGeometry& geometry)
      : labels_(labels), geometry_(geometry), span_(std::abs(geometry.last - geometry.first)) {
    for (const VotingLabel& label : labels) nearest_ = std::min(nearest_, label.away);
  }

  std::optional<ScaleVote> decide() {
    for (std::size_t i = 0; i < labels_.size(); ++i)
      for (std::size_t j = i + 1; j < labels_.size(); ++j) propose(labels_[i], labels_[j]);
    std::optional<ScaleVote> best;
    for (const Candidate& candidate : candidates_) {
      ScaleVote vote = settle(candidate);
      if (!best || vote.score > best->score) best = std::move(vote);
    }
    return best;
  }

 private:
  void propose(const VotingLabel& a, const VotingLabel& b) {
    if (std::abs(a.position - b.position) < 0.5 * std::max(a.height, b.height)) return;
    for (const NumberReading& ra : a.label->readings) {
      for (const NumberReading& rb : b.label->readings) {
        if (ra.value == rb.value) continue;
        weigh(through(Scale::linear, a.position, ra.value, b.position, rb.value));
        if (ra.value > 0 && rb.value > 0)
          weigh(through(Scale::log10, a.position, ra.value, b.position, rb.value));
      }
    }
  }

  // Keeps the best few scales; of those with the same labels the best.
  void weigh(const AxisScale& scale) {
    Candidate candidate{scale, {}, {}, 0};
    collect(candidate);
    if (candidate.inliers.size() < 2) return;
    for (Candidate& other : candidates_) {
      if (other.scale.scale != scale.scale || other.voters != candidate.voters) continue;
      if (candidate.score > other.score) other = std::move(candidate);
      return;
    }
    candidates_.push_back(std::move(candidate));
    std::sort(candidates_.begin(), candidates_.end(),
              [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    if (candidates_.size() > kFinalists) candidates_.pop_back();
  }

  void collect(Candidate& candidate) const {
    std::vector<const TickLabel*> used;
    double missed = 0;
    for (std::size_t k = 0; k < labels_.size(); ++k) {
      const VotingLabel& voter = labels_[k];
      double gain = 0;
      const NumberReading* reading = best_reading(candidate.scale, voter, gain);
      if (!reading || conflicts(*voter.label, used) || repeats(candidate, reading->value)) {
        missed += voter.label->readings.front().cost == 0 && voter.label->weight == 1;
        continue;
      }
      used.push_back(voter.label);
      candidate.inliers.push_back(
          {voter.index, reading->value, voter.position, false, reading->unit});
      candidate.voters.push_back(static_cast<int>(k));
      candidate.score += gain;
    }
    candidate.score -= kOutvoted * missed;
  }

  static bool repeats(const Candidate& candidate, double value) {
    return std::any_of(candidate.inliers.begin(), candidate.inliers.end(),
                       [&](const Inlier& inlier) { return inlier.value == value; });
  }

  const NumberReading* best_reading(const AxisScale& scale, const VotingLabel& voter,
                                    double& gain) const {
    const NumberReading* best = nullptr;
    for (const NumberReading& reading : voter.label->readings) {
      if (scale.scale == Scale::log10 && reading.value <= 0) continue;
      const double off = std::abs(scale.coordinate(reading.value) - voter.position);
      const double reach = kReach * voter.height;
      if (!(off <= reach)) continue;
      const double near = 1 / (1 + (voter.away - nearest_) / (8 * voter.height));
      const double worth = voter.label->weight * (1 - reading.cost) * near *
                           (1 - 0.4 * (off / reach) * (off / reach));
      if (worth > gain) gain = worth, best = &reading;
    }
    return best;
  }

  // Snaps the labels to their marks, fits again and lets the grid speak. Labels that stand off all
  // their lines, as some printers' do, are tried with a longer reach on a telling grid.
  ScaleVote settle(const Candidate& candidate) const {
    ScaleVote vote = settle(candidate, kSnapReach);
    const bool telling = vote.scale.scale == Scale::log10 && vote.grid_lines >= kTellingGrid &&
                         vote.inliers.size() > 2;
    if (!telling || vote.grid_agreement >= kTellingAgreement) return vote;
    ScaleVote wide = settle(candidate, kWideSnapReach);
    const bool all = std::all_of(wide.inliers.begin(), wide.inliers.end(),
                                 [](const Inlier& inlier) { return inlier.snapped; });
    return all && wide.grid_agreement >= kTellingAgreement ? wide : vote;
  }

  ScaleVote settle(const Candidate& candidate, double reach) const {
    ScaleVote vote;
    vote.inliers = candidate.inliers;
    std::sort(vote.inliers.begin(), vote.inliers.end(),
              [](const Inlier& a, const Inlier& b) { return a.coordinate < b.coordinate; });
    const double height = labels_[candidate.voters.front()].height;
    vote.scale = snap(candidate, vote.inliers, reach * height, height);
    const LatticeFit lattice = lattice_of(vote.scale, vote.inliers);
    vote.grid_agreement = lattice.agreement;
    vote.grid_lines = lattice.marks;
    vote.pitch = lattice.pitch;
    const int snapped = static_cast<int>(std::count_if(vote.inliers.begin(), vote.inliers.end(),
                                                       [](const Inlier& i) { return i.snapped; }));
    vote.score = candidate.score + 0.3 * snapped;
    if (lattice.marks >= 2) vote.score += 2.5 * lattice.agreement;
    return vote;
  }

  LatticeFit lattice_of(const AxisScale& scale, const std::vector<Inlier>& inliers) const {
    return fit_lattice(scale, inliers.front().value, label_step(inliers), geometry_);
  }

  double tolerance() const { return std::max(1.5 * geometry_.accuracy, 0.002 * span_); }

  std::vector<double> marks_near(double coordinate, double reach) const {
    std::vector<double> out;
    for (double mark : geometry_.marks)
      if (std::abs(mark - coordinate) <= reach) out.push_back(mark);
    return out;
  }

  std::optional<double> mark_at(double coordinate, double reach) const {
    std::optional<double> best;
    for (double mark : geometry_.marks)
      if (std::abs(mark - coordinate) <= reach &&
          (!best || std::abs(mark - coordinate) < std::abs(*best - coordinate)))
        best = mark;
    return best;
  }

  // How good it is to hang the labels on the marks that `scale` points at.
  double hanging(const AxisScale& scale, const std::vector<Inlier>& inliers, double reach,
                 double height) const {
    double snapped = 0, offsets = 0, squares = 0, edges = 0;
    for (const Inlier& inlier : inliers) {
      const double at = scale.coordinate(inlier.value);
      edges += std::abs(at - geometry_.first) <= tolerance() ||
               std::abs(at - geometry_.last) <= tolerance();
      const double offset = inlier.coordinate - at;
      offsets += offset, squares += offset * offset;
      snapped += std::abs(offset) <= reach && mark_at(at, tolerance()).has_value();
    }
    const double n = static_cast<double>(inliers.size());
    const double mean = offsets / n;
    const double spread = std::sqrt(std::max(squares / n - mean * mean, 0.0));
    const double agreement = lattice_of(scale, inliers).agreement;
    return snapped / n + 0.7 * agreement + kEdge * edges -
           0.4 * std::min(1.0, std::abs(mean) / height) - 0.6 * std::min(1.0, spread / height);
  }

  // The best scale through two marks, one near a label at either end.
  std::optional<AxisScale> best_hanging(Scale kind, const std::vector<Inlier>& inliers,
                                        double reach, double height) const {
    std::optional<AxisScale> best;
    double best_score = -1e9;
    const std::size_t ends = std::min<std::size_t>(3, inliers.size() - 1);
    for (std::size_t i = 0; i < ends; ++i) {
      for (std::size_t j = inliers.size() - 1; j + ends >= inliers.size() && j > i; --j) {
        for (double a : marks_near(inliers[i].coordinate, reach)) {
          for (double b : marks_near(inliers[j].coordinate, reach)) {
            if (a == b) continue;
            const AxisScale scale = through(kind, a, inliers[i].value, b, inliers[j].value);
            const double score = hanging(scale, inliers, reach, height);
            if (score > best_score) best_score = score, best = scale;
          }
        }
      }
    }
    return best;
  }

  AxisScale snap(const Candidate& candidate, std::vector<Inlier>& inliers, double reach,
                 double height) const {
    const Scale kind = candidate.scale.scale;
    std::vector<Inlier> hung;
    if (const auto scale = best_hanging(kind, inliers, reach, height)) {
      for (Inlier& inlier : inliers) {
        const auto mark = mark_at(scale->coordinate(inlier.value), tolerance());
        if (!mark || std::abs(*mark - inlier.coordinate) > reach) continue;
        inlier.coordinate = *mark;
        inlier.snapped = true;
        hung.push_back(inlier);
      }
    }
    const bool enough = hung.size() >= 2 && 2 * hung.size() >= inliers.size();
    return least_squares(kind, enough ? hung : inliers, span_);
  }

  const std::vector<VotingLabel>& labels_;
  const AxisGeometry& geometry_;
  double span_;
  double nearest_ = 1e9;
  std::vector<Candidate> candidates_;
};

}  // namespace

double label_step(const std::vector<Inlier>& inliers) {
  double step = 0;
  for (const Inlier& a : inliers)
    for (const Inlier& b : inliers)
      if (a.value > b.value && (step == 0 || a.value - b.value < step)) step = a.value - b.value;
  return step;
}

std::optional<ScaleVote> vote_scale(const std::vector<VotingLabel>& labels,
                                    const AxisGeometry& geometry) {
  if (labels.size() < 2 || geometry.first == geometry.last) return std::nullopt;
  return Vote(labels, geometry).decide();
}

}  // namespace curvespice
