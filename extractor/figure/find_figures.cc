#include "extractor/figure/find_figures.h"

#include <algorithm>
#include <cmath>

#include "extractor/document/overlap.h"
#include "extractor/figure/captions.h"
#include "extractor/figure/cells.h"
#include "extractor/figure/evidence.h"
#include "extractor/figure/outlined_text.h"
#include "extractor/figure/panels.h"
#include "extractor/figure/plot_lines.h"

namespace curvespice {
namespace {

struct Candidate {
  Figure figure;
  std::size_t labels = 0;  // numbers along its sides
  bool family = false;
  bool crossing_axes = false;
};

double area(const Box& box) { return box.width() * box.height(); }

// Of two that share most of the smaller one's area, the one with more numbers along it stays: a
// legend's box or an inset has fewer, and so has the cell of a page around a chart. Parallel lines
// alone, and axes that cross inside, yield
// to whatever has lines in both directions and numbers outside.
std::vector<Figure> without_nested(std::vector<Candidate> candidates) {
  std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) {
    if (a.family != b.family) return b.family;
    if (a.crossing_axes != b.crossing_axes) return b.crossing_axes;
    return a.labels != b.labels ? a.labels > b.labels : area(a.figure.plot) > area(b.figure.plot);
  });
  std::vector<Figure> kept;
  for (Candidate& candidate : candidates) {
    const Box& plot = candidate.figure.plot;
    const bool nested = std::ranges::any_of(kept, [&](const Figure& figure) {
      return overlap_area(figure.plot, plot) > 0.3 * std::min(area(figure.plot), area(plot));
    });
    if (!nested) kept.push_back(std::move(candidate.figure));
  }
  return kept;
}

// Rows from the top, each from the left. Plots whose middles are near in height form a row.
void sort_for_reading(std::vector<Figure>& figures) {
  std::ranges::sort(figures, {}, [](const Figure& f) { return f.plot.centre().y; });
  for (std::size_t i = 0; i < figures.size();) {
    std::size_t end = i + 1;
    const double reach = figures[i].plot.centre().y + 0.4 * figures[i].plot.height();
    while (end < figures.size() && figures[end].plot.centre().y < reach) ++end;
    std::sort(figures.begin() + static_cast<std::ptrdiff_t>(i),
              figures.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Figure& a, const Figure& b) { return a.plot.left < b.plot.left; });
    i = end;
  }
}

std::size_t label_count(const ChartEvidence& evidence) {
  return std::max({evidence.left.words.size(), evidence.right.words.size(),
                   evidence.inner_y.words.size()}) +
         std::max({evidence.bottom.words.size(), evidence.top.words.size(),
                   evidence.inner_x.words.size()});
}

}  // namespace

std::vector<Figure> find_figures(const Page& page) {
  const Rules rules = find_rules(page);
  const std::vector<LetterShape> letters =
      page.image ? std::vector<LetterShape>{} : letter_shapes(page);
  std::vector<Candidate> candidates;
  for (const Panel& panel : find_panels(rules)) {
    if (area(panel.plot) > 0.85 * page.width * page.height) continue;  // a page's border
    Figure figure = figure_of(panel, rules);
    const ChartEvidence evidence = gather_evidence(page, figure);
    figure.inner_y_axis = evidence.inner_y_axis;
    figure.inner_x_axis = evidence.inner_x_axis;
    figure.outlined_text = !outlined_text(letters, figure.plot).empty();
    figure.outlined_labels = is_chart_with_outlined_labels(evidence, figure);
    if (figure.outlined_labels || is_chart(evidence, figure))
      candidates.push_back({std::move(figure), label_count(evidence), panel.family,
                            evidence.inner_x_axis || evidence.inner_y_axis});
  }
  std::vector<Figure> figures = without_nested(std::move(candidates));
  sort_for_reading(figures);
  assign_cells(page, rules, figures);
  attach_captions(page, figures);
  return figures;
}

}  // namespace curvespice
