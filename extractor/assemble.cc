#include "extractor/assemble.h"

#include <algorithm>
#include <cmath>

#include "base/paths.h"
#include "extractor/apply_hints.h"
#include "extractor/raster/image_document.h"
#include "extractor/resample.h"
#include "extractor/verdict.h"

namespace curvespice {
namespace {

// What a stroke's coordinates are worth: 1/256 point of a plot of 200, and the flattening.
constexpr double kDrawnPrecision = 1e-4;

Axis named(const AxisReading& reading, const std::string& quantity) {
  Axis axis = reading.axis;
  if (!quantity.empty()) axis.quantity = quantity;
  return axis;
}

double uncertainty(const AxisReading& axis, double spread, double span) {
  return std::hypot(axis.axis.residual, std::max(kDrawnPrecision, spread / span));
}

const AxisReading& value_axis(const AxesReading& axes, const std::string& name) {
  return name == "y2" && axes.y2 ? *axes.y2 : *axes.y;
}

Curve curve_of(const Trace& trace, const CurveIdentity& identity, const AxesReading& axes,
               const Box& plot, int number) {
  Curve curve;
  curve.id = "c" + std::to_string(number);
  curve.label = identity.label;
  curve.conditions = identity.conditions;
  curve.axis = axes.y2 ? identity.axis : "y";
  curve.style = trace.style;
  const AxisReading& y = value_axis(axes, curve.axis);
  const Resampled resampled = resample(trace.points, trace.shared, plot);
  for (const Point p : resampled.points)
    curve.points.push_back({axes.x->scale.value(p.x), y.scale.value(p.y)});
  curve.shared = resampled.ranges;
  curve.uncertainty = {uncertainty(*axes.x, trace.spread, plot.width()),
                       uncertainty(y, trace.spread, plot.height())};
  return curve;
}

}  // namespace

Extraction read_figure(const Page& page, const Figure& figure, const Hints& hints,
                       const std::vector<Family>& families) {
  Extraction extraction;
  extraction.engine = engine_version();
  extraction.method = page.image ? Method::raster : Method::vector;
  AxesReading axes = read_axes(page, figure);
  apply_axis_hints(hints, figure, axes, extraction.hints);
  const TraceReading traces = page.image ? trace_image(page, figure) : trace_curves(page, figure);
  Identity identity = identify(page, figure, axes, traces, families);
  apply_curve_hints(hints, traces, identity, extraction.hints);
  apply_identity_hints(hints, families, identity, extraction.hints);
  extraction.title = identity.title;
  extraction.family = identity.family;
  extraction.device = identity.device;
  extraction.conditions = identity.conditions;
  if (axes.x) extraction.x = named(*axes.x, identity.x_quantity);
  if (axes.y) extraction.y = named(*axes.y, identity.y_quantity);
  if (axes.y2) extraction.y2 = named(*axes.y2, identity.y2_quantity);
  for (std::size_t i = 0; axes.read() && i < traces.traces.size(); ++i) {
    const CurveIdentity none;
    const CurveIdentity& own = i < identity.curves.size() ? identity.curves[i] : none;
    extraction.curves.push_back(
        curve_of(traces.traces[i], own, axes, figure.plot, static_cast<int>(i) + 1));
  }
  judge(axes, traces, identity, identity.kind, extraction);
  return extraction;
}

}  // namespace curvespice
