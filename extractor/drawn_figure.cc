#include "extractor/drawn_figure.h"

#include <algorithm>
#include <cmath>

#include "base/paths.h"
#include "extractor/apply_hints.h"
#include "extractor/document/overlap.h"
#include "extractor/resample.h"

namespace curvespice {
namespace {

// How well a hand follows a line, in points of paper.
constexpr double kHand = 0.5;
// Where the labels of a plot are, when nobody found them: this far around it, in points.
constexpr double kReach = 60;

Curve curve_of(const DrawnCurve& drawn, const AxesReading& axes, const Box& plot, double blur) {
  Curve curve;
  curve.label = drawn.label;
  curve.conditions = drawn.conditions;
  curve.axis = axes.y2 ? drawn.axis : "y";
  curve.style.color = drawn.color;
  const AxisReading& y = curve.axis == "y2" ? *axes.y2 : *axes.y;
  for (const Point p : resample(drawn.points, {}, plot).points)
    curve.points.push_back({axes.x->scale.value(p.x), y.scale.value(p.y)});
  curve.uncertainty = {std::hypot(axes.x->axis.residual, blur / plot.width()),
                       std::hypot(y.axis.residual, blur / plot.height())};
  curve.confidence = 1;  // a person's word, which the reasons name
  return curve;
}

}  // namespace

Extraction read_drawn_figure(const Page& page, const Figure& figure, const Hints& hints,
                             const std::vector<Family>& families) {
  Extraction extraction;
  extraction.engine = engine_version();
  extraction.method = page.image ? Method::raster : Method::vector;
  AxesReading axes = read_axes(page, figure);
  apply_axis_hints(hints, figure, axes, extraction.hints);
  Identity identity;
  apply_identity_hints(hints, families, identity, extraction.hints);
  extraction.family = identity.family;
  extraction.device = identity.device;
  extraction.conditions = identity.conditions;
  if (!axes.read()) {
    extraction.reasons.push_back("an axis is neither given nor readable: give the values of both");
    return extraction;
  }
  extraction.x = axes.x->axis;
  extraction.y = axes.y->axis;
  if (axes.y2) extraction.y2 = axes.y2->axis;
  const double blur = kHand * page.units_per_inch / 72;
  for (const DrawnCurve& drawn : hints.hand.curves) {
    extraction.curves.push_back(curve_of(drawn, axes, figure.plot, blur));
    extraction.curves.back().id = "c" + std::to_string(extraction.curves.size());
  }
  extraction.hints.push_back(std::to_string(extraction.curves.size()) + " curves drawn by hand");
  extraction.status = Verdict::review;
  extraction.reasons.push_back("the curves were drawn by hand: a person vouches for them");
  extraction.confidence = 0.5;  // the engine has no opinion
  return extraction;
}

Figure framed_figure(const Page& page, const std::vector<Figure>& found, const Box& box) {
  const Figure* best = nullptr;
  double most = 0.3 * box.width() * box.height();
  for (const Figure& figure : found)
    if (const double area = overlap_area(figure.plot, box); area > most) {
      most = area;
      best = &figure;
    }
  Figure figure = best ? *best : Figure{};
  figure.plot = box;
  if (!best) {
    const double reach = kReach * page.units_per_inch / 72;
    figure.cell = {std::max(0.0, box.left - reach), std::max(0.0, box.top - reach),
                   std::min(page.width, box.right + reach),
                   std::min(page.height, box.bottom + reach)};
  }
  return figure;
}

}  // namespace curvespice
