#include "extractor/identify/domain_checks.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "extractor/axes/text.h"
#include "extractor/identify/curve_order.h"

namespace curvespice {
namespace {

// 0 at the end nearer to zero, 1 at the other: a P-channel's negative axes run like positive ones.
double place(const Axis& axis, double value) {
  double lo = axis.lo, hi = axis.hi;
  if (lo + hi < 0) lo = -lo, hi = -hi, value = -value;
  if (lo > hi) std::swap(lo, hi);
  if (axis.scale == Scale::log10)
    return std::log10(std::max(value, 1e-300) / lo) / std::log10(hi / lo);
  return (value - lo) / (hi - lo);
}

PlacedPoints places(const Extraction& e, const Curve& curve) {
  const Axis& y = curve.axis == "y2" && e.y2 ? *e.y2 : e.y;
  PlacedPoints out;
  for (const auto& [vx, vy] : curve.points) out.push_back({place(e.x, vx), place(y, vy)});
  if (!out.empty() && out.front()[0] > out.back()[0]) std::reverse(out.begin(), out.end());
  return out;
}

// The largest step back from what was reached before, along a curve.
double largest_drop(const PlacedPoints& points, double sign) {
  double reached = -1e300, drop = 0;
  for (const auto& point : points) {
    reached = std::max(reached, sign * point[1]);
    drop = std::max(drop, reached - sign * point[1]);
  }
  return drop;
}

std::optional<double> condition_of(const Curve& curve, const std::string& name) {
  const auto found = curve.conditions.find(name);
  if (found != curve.conditions.end()) return found->second;
  if (name.empty() || name[0] != 'T') return std::nullopt;
  for (const char* temperature : {"T", "TJ", "TC"}) {
    const auto other = curve.conditions.find(temperature);
    if (other != curve.conditions.end()) return other->second;
  }
  return std::nullopt;
}

std::string name_of(const Curve& curve) { return curve.label.empty() ? curve.id : curve.label; }

// Over the common range, whether `high` lies where the check wants it against `low`. A majority
// decides: curves may cross at one end.
bool in_order(const FamilyCheck& check, const PlacedPoints& low, const PlacedPoints& high) {
  const OrderVotes votes = vote_on_order(check, low, high);
  return votes.wrong <= votes.right;
}

std::string failed_order(const FamilyCheck& check, const Extraction& e) {
  for (const Curve& a : e.curves) {
    for (const Curve& b : e.curves) {
      const auto ca = condition_of(a, check.by), cb = condition_of(b, check.by);
      if (!ca || !cb || a.axis != b.axis) continue;
      const bool negative = *ca < 0 && *cb < 0 && check.by[0] != 'T';
      const double va = negative ? -*ca : *ca, vb = negative ? -*cb : *cb;
      if (va < vb && !in_order(check, places(e, a), places(e, b)))
        return check.says + " (" + name_of(a) + ", " + name_of(b) + ")";
    }
  }
  return "";
}

bool fails(const FamilyCheck& check, const Extraction& e, const Curve& curve) {
  const PlacedPoints points = places(e, curve);
  if (check.kind == "rising") return largest_drop(points, 1) > check.tolerance;
  if (check.kind == "falling") return largest_drop(points, -1) > check.tolerance;
  if (check.kind == "positive")
    return std::any_of(curve.points.begin(), curve.points.end(), [&](const auto& p) {
      const Axis& y = curve.axis == "y2" && e.y2 ? *e.y2 : e.y;
      const bool negative_axis = y.lo + y.hi < 0;  // signs as a P-channel part prints them
      return !negative_axis && p[1] < -check.tolerance * std::abs(y.hi - y.lo);
    });
  if (check.kind != "reference") return false;
  const auto passes = crossing(points, 0, place(e.x, check.x));
  return passes && std::abs(*passes - place(e.y, check.y)) > check.tolerance;
}

}  // namespace

std::vector<std::string> failed_checks(const Family& family, const Extraction& extraction) {
  std::vector<std::string> out;
  for (const FamilyCheck& check : family.checks) {
    if (check.kind == "order") {
      const std::string failed = failed_order(check, extraction);
      if (!failed.empty()) out.push_back(failed);
      continue;
    }
    for (const Curve& curve : extraction.curves) {
      const bool meant = check.curve.empty() || words_only(check.curve) == words_only(curve.label);
      if (meant && fails(check, extraction, curve))
        out.push_back(check.says + " (" + name_of(curve) + ")");
    }
  }
  return out;
}

}  // namespace curvespice
