#include "extractor/characteristics/table_check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>

#include "extractor/axes/quantity.h"
#include "extractor/axes/unit.h"
#include "extractor/identify/conditions.h"

namespace curvespice {
namespace {

constexpr double kTypicalOff = 0.25;  // parts do spread, and figures are of one of them
constexpr double kBeyondLimit = 1.05;
constexpr double kRoomTemperature = 25, kSameTemperature = 2;  // degC
constexpr double kSameCondition = 0.02;

// A row in SI units, as far as it can be understood.
struct Statement {
  Quantity quantity;
  std::map<std::string, double> conditions;
  std::optional<double> minimum, typical, maximum;
};

std::optional<double> scaled(const std::optional<double>& value, double factor) {
  return value ? std::optional(*value * factor) : std::nullopt;
}

std::optional<Statement> understand(const Characteristic& row) {
  const std::optional<Unit> unit = read_unit(row.unit);
  if (!unit) return std::nullopt;
  Statement out;
  out.quantity = find_quantity(row.symbol + " " + row.name, unit->si);
  if (out.quantity.name.empty() || out.quantity.unit != unit->si) return std::nullopt;
  out.conditions = read_conditions(row.conditions);
  out.minimum = scaled(row.minimum, unit->factor);
  out.typical = scaled(row.typical, unit->factor);
  out.maximum = scaled(row.maximum, unit->factor);
  return out;
}

bool is_temperature(const std::string& name) { return name == "T" || name == "TJ" || name == "TC"; }

std::optional<double> temperature_in(const std::map<std::string, double>& conditions) {
  for (const auto& [name, value] : conditions)
    if (is_temperature(name)) return value;
  return std::nullopt;
}

// What both state must be the same; a temperature that one leaves out is room temperature, and
// another condition of the row that the figure leaves out makes the row one of another figure.
bool conditions_agree(const Statement& row, const std::string& argument, const Curve& curve,
                      const Extraction& figure) {
  std::map<std::string, double> drawn = curve.conditions;
  drawn.insert(figure.conditions.begin(), figure.conditions.end());
  // Which of several unnamed curves the row speaks of nobody knows.
  if (!temperature_in(drawn) && figure.curves.size() > 1) return false;
  const double t_row = temperature_in(row.conditions).value_or(kRoomTemperature);
  const double t_drawn = temperature_in(drawn).value_or(kRoomTemperature);
  if (std::abs(t_row - t_drawn) > kSameTemperature) return false;
  return std::ranges::all_of(row.conditions, [&](const auto& stated) {
    const auto& [name, value] = stated;
    if (name == argument || is_temperature(name) || name == "tp" || name == "D") return true;
    const auto own = drawn.find(name);
    if (own == drawn.end()) return name == "f";
    return std::abs(own->second - value) <= kSameCondition * std::abs(value);
  });
}

double place(double value, Scale scale) {
  return scale == Scale::log10 ? std::log10(value) : value;
}

// The curve's other coordinate where its `from`-th one takes `value`, between drawn points.
std::optional<double> read_off(const Curve& curve, std::size_t from, double value,
                               const Axis& along, const Axis& across) {
  const std::size_t to = 1 - from;
  const double wanted = place(value, along.scale);
  for (std::size_t i = 1; i < curve.points.size(); ++i) {
    const auto &a = curve.points[i - 1], &b = curve.points[i];
    const double pa = place(a[from], along.scale), pb = place(b[from], along.scale);
    if (!(std::min(pa, pb) <= wanted && wanted <= std::max(pa, pb)) || pa == pb) continue;
    const double t = (wanted - pa) / (pb - pa);
    const double qa = place(a[to], across.scale), qb = place(b[to], across.scale);
    const double q = qa + t * (qb - qa);
    return across.scale == Scale::log10 ? std::pow(10.0, q) : q;
  }
  return std::nullopt;
}

std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.3g", value);
  return text;
}

std::string sentence(const Characteristic& row, const Statement& stated, const char* kind,
                     double limit, const Curve& curve, double shown) {
  const std::string unit = stated.quantity.unit == "1" ? "" : " " + stated.quantity.unit;
  return "the table on page " + std::to_string(row.page) + " gives " + stated.quantity.name + " " +
         kind + " " + number(limit) + unit + " at " + row.conditions + ", the curve '" +
         (curve.label.empty() ? curve.id : curve.label) + "' shows " + number(shown) + unit;
}

void compare(const Characteristic& row, const Statement& stated, const Curve& curve, double shown,
             std::vector<std::string>& out) {
  const double value = std::abs(shown);
  if (stated.typical && *stated.typical != 0) {
    const double off = value / std::abs(*stated.typical);
    if (off > 1 + kTypicalOff || off < 1 / (1 + kTypicalOff))
      out.push_back(sentence(row, stated, "typically", *stated.typical, curve, shown));
    return;
  }
  if (stated.maximum && value > kBeyondLimit * std::abs(*stated.maximum))
    out.push_back(sentence(row, stated, "at most", *stated.maximum, curve, shown));
  if (stated.minimum && value * kBeyondLimit < std::abs(*stated.minimum))
    out.push_back(sentence(row, stated, "at least", *stated.minimum, curve, shown));
}

void check_curve(const Characteristic& row, const Statement& stated, const Extraction& figure,
                 const Curve& curve, std::vector<std::string>& out) {
  const Axis& y = curve.axis == "y2" && figure.y2 ? *figure.y2 : figure.y;
  const bool on_y = y.quantity == stated.quantity.name && y.unit == stated.quantity.unit;
  const bool on_x =
      figure.x.quantity == stated.quantity.name && figure.x.unit == stated.quantity.unit;
  if (on_x == on_y) return;
  const Axis& along = on_y ? figure.x : y;
  const Axis& across = on_y ? y : figure.x;
  const auto argument = stated.conditions.find(along.quantity);
  if (argument == stated.conditions.end()) return;
  if (along.scale == Scale::log10 && argument->second <= 0) return;
  if (!conditions_agree(stated, along.quantity, curve, figure)) return;
  const auto shown = read_off(curve, on_y ? 0 : 1, argument->second, along, across);
  if (shown) compare(row, stated, curve, *shown, out);
}

}  // namespace

std::vector<std::string> contradictions(const Extraction& extraction,
                                        const std::vector<Characteristic>& rows) {
  std::vector<std::string> out;
  for (const Characteristic& row : rows) {
    const std::optional<Statement> stated = understand(row);
    if (!stated) continue;
    // Several curves of one axis pair that differ only by name (Ciss, Coss) need the name to match.
    for (const Curve& curve : extraction.curves) {
      const bool named_after_quantity = stated->quantity.name == "C";
      if (named_after_quantity && (row.symbol.empty() || curve.label != row.symbol)) continue;
      check_curve(row, *stated, extraction, curve, out);
    }
  }
  return out;
}

}  // namespace curvespice
