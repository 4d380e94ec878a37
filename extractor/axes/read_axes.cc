#include "extractor/axes/read_axes.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "extractor/axes/lattice.h"
#include "extractor/axes/scale_vote.h"
#include "extractor/axes/tick_labels.h"
#include "extractor/axes/title.h"

namespace curvespice {
namespace {

constexpr double kAgreement = 0.8;        // of the grid, for a proof
constexpr double kResidual = 0.004;       // of the span, for a proof
constexpr double kUnevenGrid = 2.2;       // times the usual accuracy
constexpr double kUnevenAgreement = 0.9;  // of such a grid, for a proof
constexpr int kProof = 3;                 // labels in one lattice

double text_height(const Page& page, const Box& cell) {
  std::vector<double> heights;
  for (const Word& word : page.words)
    if (cell.contains(word.box.centre()) && std::abs(word.angle) < 20)
      heights.push_back(word.box.height());
  if (heights.empty()) return 0.12 * page.units_per_inch;
  std::nth_element(heights.begin(), heights.begin() + heights.size() / 2, heights.end());
  return heights[heights.size() / 2];
}

bool vertical(AxisSide side) { return side == AxisSide::left || side == AxisSide::right; }

// Where the tick labels of a side may stand.
Box gutter(const Figure& figure, AxisSide side, double height) {
  const Box& p = figure.plot;
  const Box& c = figure.cell;
  const double wide = 2.5 * height;
  switch (side) {
    case AxisSide::bottom:
      return {p.left - wide, p.bottom - 0.3 * height, p.right + wide,
              std::min(c.bottom, p.bottom + 6 * height)};
    case AxisSide::top:
      return {p.left - wide, std::max(c.top, p.top - 5 * height), p.right + wide,
              p.top + 0.3 * height};
    case AxisSide::left:
      return {std::max(c.left, p.left - 0.5 * p.width()), p.top - height, p.left + 0.3 * height,
              p.bottom + height};
    case AxisSide::right:
      return {p.right - 0.3 * height, p.top - height, std::min(c.right, p.right + 8 * height),
              p.bottom + height};
  }
  return p;
}

double distance_from_plot(const Box& plot, const Box& label, AxisSide side) {
  switch (side) {
    case AxisSide::bottom:
      return label.top - plot.bottom;
    case AxisSide::top:
      return plot.top - label.bottom;
    case AxisSide::left:
      return plot.left - label.right;
    case AxisSide::right:
      return label.left - plot.right;
  }
  return 0;
}

std::vector<VotingLabel> voters_of(const std::vector<TickLabel>& labels, const Box& plot,
                                   AxisSide side) {
  std::vector<VotingLabel> out;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const TickLabel& label = labels[i];
    const Point centre = label.box.centre();
    const double away = std::max(0.0, distance_from_plot(plot, label.box, side));
    out.push_back(
        {static_cast<int>(i), vertical(side) ? centre.y : centre.x, label.height, away, &label});
  }
  return out;
}

// Labels of one row (horizontal axes) or one column (vertical axes) vote together.
bool together(const TickLabel& a, const TickLabel& b, AxisSide side) {
  if (!vertical(side)) return std::abs(a.box.bottom - b.box.bottom) < 0.45 * a.height;
  const double overlap = std::min(a.box.right, b.box.right) - std::max(a.box.left, b.box.left);
  return overlap > 0.4 * std::min(a.box.width(), b.box.width());
}

std::vector<std::vector<VotingLabel>> groups_of(const std::vector<VotingLabel>& voters,
                                                AxisSide side) {
  std::vector<int> group(voters.size(), -1);
  int count = 0;
  for (std::size_t i = 0; i < voters.size(); ++i) {
    if (group[i] >= 0) continue;
    std::vector<std::size_t> open = {i};
    group[i] = count;
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      for (std::size_t j = 0; j < voters.size(); ++j) {
        if (group[j] >= 0 || !together(*voters[at].label, *voters[j].label, side)) continue;
        group[j] = count;
        open.push_back(j);
      }
    }
    ++count;
  }
  std::vector<std::vector<VotingLabel>> out(count);
  for (std::size_t i = 0; i < voters.size(); ++i) out[group[i]].push_back(voters[i]);
  return out;
}

AxisGeometry geometry_of(const Page& page, const Figure& figure, AxisSide side) {
  AxisGeometry out;
  const Box& p = figure.plot;
  out.accuracy = page.image ? 1.0 : 0.3 * page.units_per_inch / 72;
  const bool along_x = !vertical(side);
  out.first = along_x ? p.left : p.bottom;
  out.last = along_x ? p.right : p.top;
  const std::vector<double>& marks = along_x                   ? figure.x_marks
                                     : side == AxisSide::right ? figure.y2_marks
                                                               : figure.y_marks;
  out.marks = marks;
  // A right axis with marks of its own need not agree with the grid, which is the left one's.
  if (side != AxisSide::right || marks.size() < kProof)
    for (const RuledLine& line : along_x ? figure.vertical : figure.horizontal)
      out.marks.push_back(line.coordinate);
  out.marks.push_back(out.first);
  out.marks.push_back(out.last);
  std::sort(out.marks.begin(), out.marks.end());
  const auto same = [&](double a, double b) { return b - a < out.accuracy; };
  out.marks.erase(std::unique(out.marks.begin(), out.marks.end(), same), out.marks.end());
  return out;
}

struct SideVote {
  ScaleVote vote;
  std::vector<TickLabel> labels;    // all of the gutter
  std::vector<VotingLabel> voters;  // of the winning row or column
  AxisGeometry geometry;            // that the vote was held on
  bool uneven = false;              // the grid had to be taken with a wide tolerance
};

// The best row or column of labels on one geometry; its score, 0 when none agrees.
double vote_groups(SideVote& best, AxisSide side, const Box& plot, double height) {
  double best_score = 0;
  for (const auto& group : groups_of(voters_of(best.labels, plot, side), side)) {
    const auto vote = vote_scale(group, best.geometry);
    if (!vote) continue;
    double away = 1e9;
    for (const VotingLabel& voter : group) away = std::min(away, voter.away);
    const double score = vote->score / (1 + away / (6 * height));
    if (score <= best_score) continue;
    best_score = score;
    best.vote = *vote;
    best.voters = group;
  }
  return best_score;
}

// Some vendors' grids are drawn by hand, lines up to a point off: where the grid does not agree it
// is tried once more with a wide tolerance, and must then agree all the better.
std::optional<SideVote> vote_side(const Page& page, const Figure& figure, AxisSide side,
                                  const Box& region, double height) {
  SideVote strict;
  strict.labels = find_tick_labels(page, region);
  strict.geometry = geometry_of(page, figure, side);
  if (vote_groups(strict, side, figure.plot, height) <= 0) return std::nullopt;
  constexpr int kTelling = 8;  // lines: fewer agree with anything when the tolerance is wide
  if (strict.vote.grid_agreement >= kAgreement || strict.vote.grid_lines < kTelling) return strict;
  SideVote wide = strict;
  wide.uneven = true;
  wide.geometry.accuracy *= kUnevenGrid;
  vote_groups(wide, side, figure.plot, height);
  if (wide.vote.grid_agreement < kUnevenAgreement) return strict;
  // The labels of the copy point into the original's: they are read again from its own.
  for (VotingLabel& voter : wide.voters) voter.label = nullptr;
  return wide;
}

bool is_inlier(const ScaleVote& vote, int label) {
  return std::any_of(vote.inliers.begin(), vote.inliers.end(),
                     [&](const Inlier& inlier) { return inlier.label == label; });
}

std::vector<int> inlier_words(const SideVote& side) {
  std::vector<int> out;
  for (const Inlier& inlier : side.vote.inliers) {
    const auto& words = side.labels[inlier.label].words;
    out.insert(out.end(), words.begin(), words.end());
  }
  return out;
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
    const double from = vertical(where) ? plot.top : plot.left;
    const double to = vertical(where) ? plot.bottom : plot.right;
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

// Unit of the title; else of the labels themselves ("5V"); else of a quantity that has none.
Unit choose_unit(const SideVote& side, const AxisTitle& title, bool& read) {
  read = true;
  std::size_t with_unit = 0;
  std::string printed;
  for (const Inlier& inlier : side.vote.inliers)
    if (!inlier.unit.empty()) ++with_unit, printed = inlier.unit;
  if (2 * with_unit > side.vote.inliers.size()) {
    if (printed == "C" && title.quantity.unit == "degC") return {"degC"};
    if (const auto unit = read_unit(printed)) return {unit->si};
  }
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
      r.snapped >= kProof && (r.grid_lines == 0 || r.grid_agreement >= kAgreement);
  const bool by_grid = r.snapped >= 2 && r.grid_lines >= 6 && r.grid_agreement >= 0.95;
  const bool outvoted = 2 * static_cast<int>(r.rejected.size()) > r.inliers;
  r.proven = (by_labels || by_grid) && r.axis.residual <= kResidual && !outvoted;
  if (r.inliers < kProof && !by_grid)
    r.doubts.push_back("only " + std::to_string(r.inliers) + " tick labels could be read");
  if (r.snapped < std::min(r.inliers, kProof))
    r.doubts.push_back("the tick labels do not stand at grid lines or tick marks");
  if (r.grid_lines > 0 && r.grid_agreement < kAgreement)
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

AxisReading reading_of(const SideVote& side, const AxisTitle& title, const Figure& figure,
                       AxisSide where, const std::vector<int>& taken) {
  AxisReading out;
  const ScaleVote& vote = side.vote;
  const Unit unit = choose_unit(side, title, out.unit_read);
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
  note_rejected(side, figure.plot, where, taken, out);
  note_contradiction(title, unit, out);
  prove(out);
  if (side.uneven) out.doubts.push_back("the grid is drawn unevenly");
  out.confidence = confidence_of(out);
  return out;
}

// How far the labels reach away from the plot: the title stands beyond.
double label_edge(const SideVote& side, const Box& plot, AxisSide where) {
  double edge = where == AxisSide::bottom ? plot.bottom
                : where == AxisSide::top  ? plot.top
                : where == AxisSide::left ? plot.left
                                          : plot.right;
  for (const Inlier& inlier : side.vote.inliers) {
    const Box& box = side.labels[inlier.label].box;
    if (where == AxisSide::bottom) edge = std::max(edge, box.bottom);
    if (where == AxisSide::top) edge = std::min(edge, box.top);
    if (where == AxisSide::left) edge = std::min(edge, box.left);
    if (where == AxisSide::right) edge = std::max(edge, box.right);
  }
  return edge;
}

class AxesReader {
 public:
  AxesReader(const Page& page, const Figure& figure)
      : page_(page), figure_(figure), height_(text_height(page, figure.cell)) {}

  AxesReading read() {
    auto bottom = vote(AxisSide::bottom);
    auto left = vote(AxisSide::left);
    auto right = vote(AxisSide::right);
    AxisSide x_side = AxisSide::bottom, y_side = AxisSide::left;
    if (!bottom) bottom = vote(x_side = AxisSide::top);
    if (!left && right) left.swap(right), y_side = AxisSide::right;
    for (const auto* side : {&bottom, &left, &right})
      if (*side) take(inlier_words(**side));
    if (bottom) out_.x = finish(*bottom, x_side);
    if (left) out_.y = finish(*left, y_side);
    if (right && left) out_.y2 = second_axis(*right);
    if (!bottom) out_.doubts.push_back("the numbers of the x axis could not be read");
    if (!left) out_.doubts.push_back("the numbers of the y axis could not be read");
    std::sort(out_.words.begin(), out_.words.end());
    out_.words.erase(std::unique(out_.words.begin(), out_.words.end()), out_.words.end());
    return std::move(out_);
  }

 private:
  std::optional<SideVote> vote(AxisSide side) const {
    return vote_side(page_, figure_, side, gutter(figure_, side, height_), height_);
  }

  void take(const std::vector<int>& words) {
    out_.words.insert(out_.words.end(), words.begin(), words.end());
  }

  AxisReading finish(const SideVote& side, AxisSide where) {
    const double edge = label_edge(side, figure_.plot, where);
    const AxisTitle title = find_title(page_, figure_, where, out_.words, edge);
    take(title.words);
    return reading_of(side, title, figure_, where, out_.words);
  }

  // Numbers at the right are an axis of their own when they stand close in one column, and have
  // another scale than the left ones or a title.
  std::optional<AxisReading> second_axis(const SideVote& side) {
    double away = 1e9;
    for (const VotingLabel& voter : side.voters) away = std::min(away, voter.away);
    if (side.vote.inliers.size() < kProof || away > 2.5 * height_) return std::nullopt;
    AxisReading reading = finish(side, AxisSide::right);
    const bool same = std::abs(reading.axis.lo - out_.y->axis.lo) < 1e-9 &&
                      std::abs(reading.axis.hi - out_.y->axis.hi) < 1e-9;
    if (same && reading.axis.title.empty()) return std::nullopt;
    return reading;
  }

  const Page& page_;
  const Figure& figure_;
  double height_;
  AxesReading out_;
};

}  // namespace

AxesReading read_axes(const Page& page, const Figure& figure) {
  return AxesReader(page, figure).read();
}

}  // namespace curvespice
