#include "spice-export/fit/dataset.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <regex>
#include <set>

#include "spice-export/fit/conditions.h"
#include "spice-export/fit/resample.h"

namespace curvespice {
namespace {

// Figures with more curves than this get fewer points a curve: a family of ten tells no more than
// one of six, and costs as many sweeps.
constexpr std::size_t kCurvesAtFullDensity = 6;

// A forced current this close to a linear axis' zero is mostly digitising error.
constexpr double kNearZero = 0.002;
constexpr double kReferenceTemperature = 25, kRoom = 6;  // degC

bool matches(const std::string& pattern, const std::string& label) {
  std::string plain = label;
  std::erase_if(plain, [](char c) { return c == '_' || c == ' ' || c == '(' || c == ')'; });
  return std::regex_search(plain, std::regex(pattern, std::regex::icase));
}

PlotAxis plot_axis(const Axis& axis, double sign) {
  return {axis.scale, sign * axis.lo, sign * axis.hi};
}

// -1 for an axis that is drawn negative and that the bench takes by its size.
double axis_sign(const Bench& bench, const Axis& axis) {
  return bench.mirror && axis.lo + axis.hi < 0 ? -1 : 1;
}

class FigureReader {
 public:
  FigureReader(const DeviceClass& device, const Extraction& extraction, std::size_t index,
               std::size_t points, const std::string& part)
      : device_(device), extraction_(extraction), index_(index), part_(part) {
    const std::size_t curves = std::max(extraction.curves.size(), kCurvesAtFullDensity);
    points_ = std::max<std::size_t>(points * kCurvesAtFullDensity / curves, 12);
  }

  FigureUse read(std::vector<DataCurve>& curves) {
    if (const auto why = unusable()) return refuse(*why);
    std::vector<DataCurve> found;
    for (std::size_t i = 0; i < extraction_.curves.size(); ++i)
      if (auto curve = read_curve(i)) found.push_back(std::move(*curve));
    keep_one_kind(found);
    keep_one_part(found);
    if (found.empty()) {
      const std::string first = use_.notes.empty() ? "it has no curve" : use_.notes.front();
      return refuse(first);
    }
    use_.used = true;
    std::move(found.begin(), found.end(), std::back_inserter(curves));
    return use_;
  }

 private:
  FigureUse refuse(const std::string& why) {
    use_.used = false;
    use_.reason = why;
    return use_;
  }

  std::optional<std::string> unusable() const {
    if (extraction_.status == Verdict::refused)
      return "the figure could not be read" +
             (extraction_.reasons.empty() ? "" : ": " + extraction_.reasons.front());
    if (device_.explains(extraction_.family)) return doubtful();
    if (extraction_.family == "other" || extraction_.family.empty())
      return "what it shows was not recognised";
    return "'" + extraction_.family + "' is no characteristic that the class '" + device_.name +
           "' describes";
  }

  // Names that physics contradicts, axes that their grid does not bear out: what is more likely
  // wrong than right is no evidence, unless a person has put it right.
  std::optional<std::string> doubtful() const {
    constexpr double kEven = 0.5;
    if (extraction_.status != Verdict::review || extraction_.confidence >= kEven ||
        !extraction_.hints.empty())
      return std::nullopt;
    return "the figure is read too unsurely to be fitted" +
           (extraction_.reasons.empty() ? "" : ": " + extraction_.reasons.front());
  }

  std::optional<DataCurve> left_out(const Curve& curve, const std::string& why) {
    const std::string name = curve.label.empty() ? curve.id : curve.label;
    use_.notes.push_back("curve '" + name + "' is left out: " + why);
    return std::nullopt;
  }

  std::optional<DataCurve> read_curve(std::size_t i) {
    const Curve& curve = extraction_.curves[i];
    const Axis& y = curve.axis == "y2" && extraction_.y2 ? *extraction_.y2 : extraction_.y;
    bool swapped = false;
    const Bench* bench = find_bench(curve, y, swapped);
    if (bench == nullptr) return left_out(curve, unit_sentence(y));
    DataCurve data;
    data.extraction = index_;
    data.curve = i;
    data.label = curve.label;
    data.bench = bench;
    data.conditions = extraction_.conditions;
    for (const auto& [name, value] : curve.conditions) data.conditions[name] = value;
    if (const auto why = settle_conditions(*bench, data)) return left_out(curve, *why);
    if (const auto why = settle_temperature(*bench, curve, data)) return left_out(curve, *why);
    data.forced_is_x = bench->force_y == swapped;
    const double x_sign = axis_sign(*bench, extraction_.x), y_sign = axis_sign(*bench, y);
    data.forced_sign = data.forced_is_x ? x_sign : y_sign;
    data.measured_sign = data.forced_is_x ? y_sign : x_sign;
    data.forced_axis = plot_axis(data.forced_is_x ? extraction_.x : y, data.forced_sign);
    data.measured_axis = plot_axis(data.forced_is_x ? y : extraction_.x, data.measured_sign);
    data.uncertainty = std::max(std::hypot(curve.uncertainty[0], curve.uncertainty[1]), 0.0005);
    if (!take_points(curve, data)) return left_out(curve, "it has fewer than 3 usable points");
    return data;
  }

  // By units; axes may be exchanged (voltage over current). Labels choose among several.
  const Bench* find_bench(const Curve& curve, const Axis& y, bool& swapped) const {
    for (const Bench& bench : device_.benches) {
      if (bench.family != extraction_.family) continue;
      if (!bench.label.empty() && !matches(bench.label, curve.label)) continue;
      if (!bench.quantity.empty() && !shows(y, bench.quantity)) continue;
      swapped = extraction_.x.unit == bench.y_unit && y.unit == bench.x_unit &&
                bench.x_unit != bench.y_unit;
      if (swapped || (extraction_.x.unit == bench.x_unit && y.unit == bench.y_unit)) return &bench;
    }
    return nullptr;
  }

  // An axis that does not say what it shows may show anything.
  static bool shows(const Axis& axis, const std::string& pattern) {
    if (axis.quantity.empty() && axis.title.empty()) return true;
    return matches(pattern, axis.quantity) || matches(pattern, axis.title);
  }

  std::string unit_sentence(const Axis& y) const {
    return "no test bench fits its label and units (x in '" + extraction_.x.unit + "', y in '" +
           y.unit + "')";
  }

  std::optional<std::string> settle_conditions(const Bench& bench, DataCurve& data) {
    for (const BenchCondition& condition : bench.conditions) {
      if (const auto value = condition_named(data.conditions, condition.name)) {
        data.conditions[condition.name] = bench.mirror ? std::abs(*value) : *value;
      } else if (condition.otherwise) {
        data.conditions[condition.name] = *condition.otherwise;
        note_once(condition.name + " is not stated: " + plain_number(*condition.otherwise) +
                  " is assumed");
      } else {
        return condition.name + " is not known";
      }
    }
    return std::nullopt;
  }

  // A curve without a temperature is taken at 25 degC only where temperature does not tell the
  // curves of the figure apart.
  std::optional<std::string> settle_temperature(const Bench& bench, const Curve& curve,
                                                DataCurve& data) {
    if (bench.analysis == Analysis::temperature) return std::nullopt;
    if (const auto value = temperature_of(data.conditions)) {
      data.temperature = *value;
      return std::nullopt;
    }
    const bool told_apart = has_own_condition(bench, curve) || !bench.label.empty() ||
                            bench.one_part || bench.analysis == Analysis::ac;
    const bool others_have_one = std::any_of(
        extraction_.curves.begin(), extraction_.curves.end(),
        [](const Curve& other) { return temperature_of(other.conditions).has_value(); });
    const bool single = extraction_.curves.size() == 1;
    if (!single && (others_have_one || !told_apart)) return "its temperature is not known";
    data.temperature = 25;
    if (bench.analysis == Analysis::ac) return std::nullopt;
    note_once("no temperature is stated" + std::string(single ? "" : " for '" + curve.label + "'") +
              ": 25 °C is assumed");
    return std::nullopt;
  }

  // A condition of the whole figure does not tell one curve from another.
  static bool has_own_condition(const Bench& bench, const Curve& curve) {
    return std::any_of(bench.conditions.begin(), bench.conditions.end(), [&](const auto& one) {
      return condition_named(curve.conditions, one.name).has_value();
    });
  }

  void note_once(const std::string& note) {
    if (std::find(use_.notes.begin(), use_.notes.end(), note) == use_.notes.end())
      use_.notes.push_back(note);
  }

  bool take_points(const Curve& curve, DataCurve& data) const {
    std::vector<PlotPoint> drawn;
    for (const auto& [x, y] : curve.points) {
      const double forced = data.forced_axis.unit(data.forced_sign * (data.forced_is_x ? x : y));
      const double measured =
          data.measured_axis.unit(data.measured_sign * (data.forced_is_x ? y : x));
      const PlotPoint point =
          data.forced_is_x ? PlotPoint{forced, measured} : PlotPoint{measured, forced};
      if (std::abs(point.x - 0.5) < 0.52 && std::abs(point.y - 0.5) < 0.52) drawn.push_back(point);
    }
    for (const ResampledPoint& point : resample(drawn, density(*data.bench))) {
      const double forced = data.forced_is_x ? point.at.x : point.at.y;
      const double measured = data.forced_is_x ? point.at.y : point.at.x;
      const double df = data.forced_is_x ? point.direction.x : point.direction.y;
      const double dm = data.forced_is_x ? point.direction.y : point.direction.x;
      if (data.bench->force_y && !tells_something(data.forced_axis, forced)) continue;
      data.forced.push_back(data.forced_axis.value(forced));
      data.measured.push_back(data.measured_axis.value(measured));
      data.slope.push_back(dm / std::copysign(std::max(std::abs(df), 1e-3), df));
    }
    return data.forced.size() >= 3;
  }

  // Where each point is a run of its own, half as many: those curves have few bends.
  std::size_t density(const Bench& bench) const {
    const bool run_each =
        bench.analysis == Analysis::ac_bias || bench.analysis == Analysis::temperature;
    return run_each ? std::max<std::size_t>(points_ / 2, 12) : points_;
  }

  static bool tells_something(const PlotAxis& axis, double unit) {
    if (axis.scale == Scale::log10) return true;
    return std::abs(unit - axis.unit(0)) > kNearZero && axis.value(unit) > 0;
  }

  // Whether a curve bounds production spread: its label says so, or the caption for all of them.
  bool is_limit(const DataCurve& curve) const {
    static const std::regex kLimit("\\b(max|min)", std::regex::icase);
    static const std::regex kTypical("\\btyp", std::regex::icase);
    if (std::regex_search(curve.label, kLimit)) return true;
    const std::string& caption = extraction_.source.caption;
    return !std::regex_search(curve.label, kTypical) && std::regex_search(caption, kLimit) &&
           !std::regex_search(caption, kTypical);
  }

  // Limits and typical curves are of different parts: the model is of the typical one, unless only
  // the other is drawn at the reference temperature.
  void keep_one_kind(std::vector<DataCurve>& curves) {
    const auto limit = [this](const DataCurve& curve) { return is_limit(curve); };
    const auto typical = [this](const DataCurve& curve) { return !is_limit(curve); };
    if (std::ranges::all_of(curves, typical)) return;
    const auto reference = [](const DataCurve& curve) {
      return std::abs(curve.temperature - kReferenceTemperature) <= kRoom;
    };
    const bool of_limits =
        std::ranges::all_of(curves, limit) ||
        (std::ranges::any_of(
             curves, [&](const DataCurve& curve) { return limit(curve) && reference(curve); }) &&
         std::ranges::none_of(
             curves, [&](const DataCurve& curve) { return typical(curve) && reference(curve); }));
    if (of_limits)
      use_.notes.push_back(
          "the figure draws limits, not typical values: so is its part of the model");
    for (const DataCurve& curve : curves)
      if (limit(curve) != of_limits)
        use_.notes.push_back("curve '" + curve.label + "' is left out: it is " +
                             (of_limits ? "typical, the others are limits"
                                        : "a limit, the model is of the typical part"));
    std::erase_if(curves, [&](const DataCurve& curve) { return limit(curve) != of_limits; });
  }

  // Curves of a figure that shows a series of parts: "100 nF", "1 uF"...
  void keep_one_part(std::vector<DataCurve>& curves) {
    if (curves.size() < 2 || !curves[0].bench->one_part) return;
    const auto named = std::find_if(curves.begin(), curves.end(), [&](const DataCurve& curve) {
      return !curve.label.empty() && part_.find(curve.label) != std::string::npos;
    });
    DataCurve kept = named == curves.end() ? curves[0] : *named;
    use_.notes.push_back("the curves are different parts: the model is of '" + kept.label + "'" +
                         (named == curves.end() ? " (the first; name the part after another to "
                                                  "get that one)"
                                                : ""));
    curves = {std::move(kept)};
  }

  const DeviceClass& device_;
  const Extraction& extraction_;
  std::size_t index_, points_;
  const std::string& part_;
  FigureUse use_;
};

// The part that a caption begins with, "BC847B: DC current gain ...", or the selection group of it,
// "Group B: ..."; empty when there is none.
std::string named_part(const Extraction& extraction) {
  std::smatch found;
  static const std::regex kPart(
      "^\\s*(?:([A-Z]{1,4}[0-9]{2,}[A-Z0-9-]*)|(?:selection |hFE "
      ")?group\\s+([A-Z0-9]{1,2}))\\s*[:;,]",
      std::regex::icase);
  const std::string& caption = extraction.source.caption;
  if (!std::regex_search(caption, found, kPart)) return "";
  return found[1].matched ? found[1].str() : found[2].str();
}

// A datasheet of several parts shows each characteristic once for each. The one that the model's
// name ends with is meant, else the first; nothing where all captions speak of the same part.
std::string chosen_variant(const std::vector<Extraction>& extractions, const std::string& part) {
  std::vector<std::string> variants;
  for (const Extraction& extraction : extractions)
    if (const std::string named = named_part(extraction); !named.empty()) variants.push_back(named);
  if (std::adjacent_find(variants.begin(), variants.end(), std::not_equal_to<>()) == variants.end())
    return "";
  for (const std::string& variant : variants)
    if (part.ends_with(variant)) return variant;
  return variants.front();
}

}  // namespace

double PlotAxis::unit(double value) const {
  if (scale == Scale::linear) return (value - lo) / (hi - lo);
  if (!(value > 0) || !(lo > 0) || !(hi > 0)) return -10;
  return std::log(value / lo) / std::log(hi / lo);
}

double PlotAxis::value(double unit) const {
  return scale == Scale::linear ? lo + unit * (hi - lo) : lo * std::pow(hi / lo, unit);
}

Dataset make_dataset(const DeviceClass& device, const std::vector<Extraction>& extractions,
                     std::size_t points, const std::string& part) {
  Dataset dataset;
  const std::string variant = chosen_variant(extractions, part);
  for (std::size_t i = 0; i < extractions.size(); ++i) {
    const std::string named = named_part(extractions[i]);
    if (!variant.empty() && !named.empty() && named != variant) {
      dataset.figures.push_back({false,
                                 "it is of " + named + ", the model of " + variant +
                                     "; name the part " + named + " to use it",
                                 {}});
      continue;
    }
    dataset.figures.push_back(
        FigureReader(device, extractions[i], i, points, part).read(dataset.curves));
  }
  return dataset;
}

std::vector<const DataCurve*> curves_of(const Dataset& dataset, const std::string& family) {
  std::vector<const DataCurve*> curves;
  for (const DataCurve& curve : dataset.curves)
    if (curve.bench->family == family && !curve.contradicts) curves.push_back(&curve);
  return curves;
}

}  // namespace curvespice
