#include "extractor/apply_hints.h"

#include <algorithm>
#include <cmath>

#include "extractor/axes/unit.h"
#include "extractor/identify/conditions.h"

namespace curvespice {
namespace {

void apply(const AxisHint& hint, double low_edge, double high_edge,
           std::optional<AxisReading>& axis) {
  if (!axis) axis.emplace();
  double factor = 1;
  if (!hint.unit.empty()) {
    const std::optional<Unit> unit = read_unit(hint.unit);
    axis->axis.unit = unit ? unit->si : hint.unit;
    factor = unit ? unit->factor : 1;
    axis->unit_read = true;
  }
  const bool log = hint.scale == Scale::log10;
  const double lo = hint.lo * factor, hi = hint.hi * factor;
  const double from = log ? std::log10(lo) : lo, to = log ? std::log10(hi) : hi;
  axis->axis.scale = axis->scale.scale = hint.scale;
  axis->axis.lo = lo;
  axis->axis.hi = hi;
  axis->axis.residual = axis->scale.residual = 0;
  axis->scale.step = (to - from) / (high_edge - low_edge);
  axis->scale.origin = from - axis->scale.step * low_edge;
  axis->proven = true;
  axis->confidence = 1;
  axis->doubts.clear();
  axis->rejected.clear();
}

}  // namespace

void apply_axis_hints(const Hints& hints, const Figure& figure, AxesReading& axes,
                      std::vector<std::string>& record) {
  if (hints.x) {
    apply(*hints.x, figure.plot.left, figure.plot.right, axes.x);
    record.push_back("x " + hints.x->text);
  }
  if (hints.y) {
    apply(*hints.y, figure.plot.bottom, figure.plot.top, axes.y);
    record.push_back("y " + hints.y->text);
  }
  if (hints.y2) {
    apply(*hints.y2, figure.plot.bottom, figure.plot.top, axes.y2);
    record.push_back("y2 " + hints.y2->text);
  }
  if (axes.read()) axes.doubts.clear();
}

void apply_identity_hints(const Hints& hints, const std::vector<Family>& families,
                          Identity& identity, std::vector<std::string>& record) {
  if (!hints.hand.family.empty()) {
    const auto family = std::ranges::find(families, hints.hand.family, &Family::name);
    identity.family = hints.hand.family;
    identity.device = family == families.end() ? "" : family->device;
    record.push_back("family " + hints.hand.family);
  }
  if (hints.hand.conditions) {
    identity.conditions = *hints.hand.conditions;
    record.push_back("conditions of the figure");
  }
}

void apply_curve_hints(const Hints& hints, const TraceReading& traces, Identity& identity,
                       std::vector<std::string>& record) {
  for (const CurveHint& hint : hints.curves) {
    bool used = false;
    for (std::size_t i = 0; i < traces.traces.size() && i < identity.curves.size(); ++i) {
      const bool fits =
          hint.which == "c" + std::to_string(i + 1) || hint.which == traces.traces[i].style.color;
      if (!fits) continue;
      CurveIdentity& curve = identity.curves[i];
      curve.label = hint.label;
      // A bare "10 V" is of the quantity that tells the curves apart, where that is known.
      const std::string third =
          curve.conditions.size() == 1 ? curve.conditions.begin()->first : std::string();
      curve.conditions = read_label_conditions(hint.label, third);
      curve.margin = 1;
      used = true;
    }
    if (used)
      record.push_back("curve " + hint.text);
    else
      identity.doubts.push_back("the hint '" + hint.text + "' fits no curve of this figure");
  }
}

}  // namespace curvespice
