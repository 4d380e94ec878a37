#include "extractor/axes/axis_reading.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "extractor/axes/label_place.h"
#include "extractor/axes/lattice.h"

namespace curvespice {
namespace {

constexpr double kResidual = 0.004;  // of the span, for a proof

bool is_inlier(const ScaleVote& vote, int label) {
  return std::any_of(vote.inliers.begin(), vote.inliers.end(),
                     [&](const Inlier& inlier) { return inlier.label == label; });
}

// Plain numbers of the row that are not on the scale and serve no other axis: misprints, or no
// labels at all. `used`: words of all axes.
void note_rejected(const SideVote& side, const Box& plot, AxisSide where,
                   const std::vector<int>& used, AxisReading& out) {
  for (const VotingLabel& voter : side.voters) {
    const TickLabel& label = side.labels[voter.index];
    const bool shares = std::any_of(label.words.begin(), label.words.end(), [&](int word) {
      return std::find(used.begin(), used.end(), word) != used.end();
    });
    const double from = is_vertical(where) ? plot.top : plot.left;
    const double to = is_vertical(where) ? plot.bottom : plot.right;
    const bool beside_plot =
        voter.position > from - label.height && voter.position < to + label.height;
    if (is_inlier(side.vote, voter.index) || shares || label.weight < 1 || !beside_plot) continue;
    out.rejected.push_back(label.text);
  }
}

void fill_ticks(const SideVote& side, double factor, Axis& axis) {
  for (const Inlier& inlier : side.vote.inliers)
    axis.ticks.push_back(
        {inlier.coordinate, inlier.value * factor, side.labels[inlier.label].text});
}

AxisScale in_si(AxisScale scale, double factor) {
  if (scale.scale == Scale::log10) {
    scale.origin += std::log10(factor);
  } else {
    scale.origin *= factor;
    scale.step *= factor;
  }
  return scale;
}

// Unit of the labels themselves ("5V"), else the one among them; else of the title; else of a
// quantity that has none.
Unit choose_unit(const SideVote& side, const AxisTitle& title, const std::optional<Unit>& among,
                 bool& read) {
  read = true;
  std::size_t with_unit = 0;
  std::string printed;
  for (const Inlier& inlier : side.vote.inliers)
    if (!inlier.unit.empty()) ++with_unit, printed = inlier.unit;
  if (2 * with_unit > side.vote.inliers.size()) {
    if (printed == "C" && title.quantity.unit == "degC") return {"degC"};
    if (const auto unit = read_unit(printed)) return {unit->si};
  }
  if (among) return *among;
  if (title.has_unit) return title.unit;
  read = title.quantity.unit == "1";
  return {title.quantity.unit};
}

double confidence_of(const AxisReading& r) {
  const double n = r.inliers;
  const double votes = 1 - std::pow(0.25, n - 1);  // 2: 0.75, 3: 0.94, 4: 0.98
  const double grid = r.grid_lines >= 2 ? 0.4 + 0.6 * r.grid_agreement : 0.75;
  const double hung = 0.7 + 0.3 * r.snapped / n;
  const double straight = std::exp(-r.axis.residual / 0.01);
  const double outvoted = n / (n + static_cast<double>(r.rejected.size()));
  return votes * grid * hung * straight * outvoted * (r.unit_read ? 1 : 0.8);
}

std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.3g", value);
  return text;
}

// Proof: three labels on one scale, at drawn lines, that the rest of the grid agrees with; or two
// where the pattern of the minor grid leaves one reading only.
void prove(AxisReading& r) {
  const bool by_labels =
      r.snapped >= kLabelsForProof && (r.grid_lines == 0 || r.grid_agreement >= kGridAgreement);
  const bool by_grid = r.snapped >= 2 && r.grid_lines >= 6 && r.grid_agreement >= 0.95;
  const bool outvoted = 2 * static_cast<int>(r.rejected.size()) > r.inliers;
  r.proven = (by_labels || by_grid) && r.axis.residual <= kResidual && !outvoted;
  if (r.inliers < kLabelsForProof && !by_grid)
    r.doubts.push_back("only " + std::to_string(r.inliers) + " tick labels could be read");
  if (r.snapped < std::min(r.inliers, kLabelsForProof))
    r.doubts.push_back("the tick labels do not stand at grid lines or tick marks");
  if (r.grid_lines > 0 && r.grid_agreement < kGridAgreement)
    r.doubts.push_back("only " + number(100 * r.grid_agreement) +
                       " % of the grid lines and tick marks agree with the labels");
  if (r.axis.residual > kResidual)
    r.doubts.push_back("the tick labels lie up to " + number(100 * r.axis.residual) +
                       " % of the axis off a common scale");
  for (const std::string& label : r.rejected)
    r.doubts.push_back("the label '" + label + "' does not fit the others and was outvoted");
  if (!r.unit_read) r.doubts.push_back("no unit is printed");
}

// A well-known quantity in a unit it is not measured in: one of the two is misread.
void note_contradiction(const AxisTitle& title, const Unit& unit, AxisReading& out) {
  const bool relative = unit.si == "1" || unit.si == "%" || unit.si == "dB";
  if (title.quantity.certainty < 0.9 || relative || unit.si == title.quantity.unit) return;
  out.unit_read = false;
  out.doubts.push_back("the title reads as " + title.quantity.name + ", which is no quantity in " +
                       unit.si);
}

}  // namespace

AxisReading read_axis(const SideVote& side, const AxisTitle& title,
                      const std::optional<Unit>& among, const Figure& figure, AxisSide where,
                      const std::vector<int>& used) {
  AxisReading out;
  const ScaleVote& vote = side.vote;
  const Unit unit = choose_unit(side, title, among, out.unit_read);
  const AxisGeometry& geometry = side.geometry;
  const double span = std::abs(geometry.last - geometry.first);
  const double reach = std::max(1.5 * geometry.accuracy, 0.002 * span);
  const double anchor = vote.inliers.front().value;
  out.scale = in_si(vote.scale, unit.factor);
  out.axis.title = title.text;
  out.axis.quantity = title.quantity.name;
  out.axis.unit = unit.si;
  out.axis.scale = vote.scale.scale;
  out.axis.lo = unit.factor * lattice_value(vote.scale, anchor, vote.pitch, geometry.first, reach);
  out.axis.hi = unit.factor * lattice_value(vote.scale, anchor, vote.pitch, geometry.last, reach);
  out.axis.residual = vote.scale.residual;
  fill_ticks(side, unit.factor, out.axis);
  out.inliers = static_cast<int>(vote.inliers.size());
  out.snapped = static_cast<int>(std::count_if(vote.inliers.begin(), vote.inliers.end(),
                                               [](const Inlier& i) { return i.snapped; }));
  out.grid_agreement = vote.grid_agreement;
  out.grid_lines = vote.grid_lines;
  note_rejected(side, figure.plot, where, used, out);
  note_contradiction(title, unit, out);
  prove(out);
  if (side.uneven) out.doubts.push_back("the grid is drawn unevenly");
  out.confidence = confidence_of(out);
  return out;
}

}  // namespace curvespice
