// Extractions as CSV: tidy (one row a point) and wide (one column a curve).
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

#include "extractor/extraction.h"

namespace curvespice {
namespace {

std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.7g", value);
  return text;
}

// RFC 4180: quoted where a comma, quote or line break asks for it.
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

// What stands in a `#` line stays on that line.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

std::string joined(const std::map<std::string, double>& conditions) {
  std::string out;
  for (const auto& [name, value] : conditions)
    out += (out.empty() ? "" : ", ") + name + " = " + number(value);
  return out;
}

std::string axis_line(const char* name, const Axis& axis) {
  return std::string("# ") + name + ": " + one_line(axis.title) + " [" +
         (axis.unit.empty() ? "unit not known" : axis.unit) + "], " + scale_name(axis.scale) +
         ", " + number(axis.lo) + " to " + number(axis.hi) + "\n";
}

std::string heading(const Extraction& e) {
  std::string out =
      "# source: " + one_line(e.source.file) + ", page " + std::to_string(e.source.page);
  if (!e.source.figure.empty()) out += ", figure " + one_line(e.source.figure);
  if (!e.source.caption.empty()) out += ", " + one_line(e.source.caption);
  out += "\n# family: " + e.family + ", status: " + verdict_name(e.status) + "\n";
  out += axis_line("x", e.x) + axis_line("y", e.y);
  if (e.y2) out += axis_line("y2", *e.y2);
  if (!e.conditions.empty()) out += "# conditions: " + joined(e.conditions) + "\n";
  for (const Curve& c : e.curves)
    out += "# " + c.id + ": " + (c.label.empty() ? "no label" : one_line(c.label)) +
           (c.conditions.empty() ? "" : " (" + joined(c.conditions) + ")") + ", axis " + c.axis +
           "\n";
  for (const std::string& transform : e.transforms) out += "# " + one_line(transform) + "\n";
  return out;
}

// A fraction of the axis's span as a difference of values at `value`.
double value_error(const Axis& axis, double value, double fraction) {
  if (axis.scale == Scale::linear) return std::abs(axis.hi - axis.lo) * fraction;
  const double decades = std::abs(std::log10(axis.hi / axis.lo)) * fraction;
  return std::abs(value) * (std::pow(10.0, decades) - 1);
}

double unit_place(const Axis& axis, double value) {
  if (axis.scale == Scale::linear) return (value - axis.lo) / (axis.hi - axis.lo);
  return std::log10(value / axis.lo) / std::log10(axis.hi / axis.lo);
}

double at_unit_place(const Axis& axis, double place) {
  if (axis.scale == Scale::linear) return axis.lo + place * (axis.hi - axis.lo);
  return axis.lo * std::pow(axis.hi / axis.lo, place);
}

const Axis& axis_of(const Extraction& e, const Curve& curve) {
  return curve.axis == "y2" && e.y2 ? *e.y2 : e.y;
}

// A curve as a function of the x axis's unit place, in rising order; nothing when it turns back.
struct Column {
  std::string name;
  std::vector<std::array<double, 2>> knots;  // unit place of x, unit place of y
  const Axis* axis = nullptr;
};

std::optional<Column> column_of(const Extraction& e, const Curve& curve) {
  Column out{curve.label.empty() ? curve.id : curve.label, {}, &axis_of(e, curve)};
  for (const auto& [x, y] : curve.points)
    out.knots.push_back({unit_place(e.x, x), unit_place(*out.axis, y)});
  if (out.knots.size() < 2) return std::nullopt;
  if (out.knots.front()[0] > out.knots.back()[0]) std::reverse(out.knots.begin(), out.knots.end());
  constexpr double kTurningBack = 1e-4;  // of the span: less is the rounding of the drawing
  for (std::size_t i = 1; i < out.knots.size(); ++i) {
    if (out.knots[i][0] < out.knots[i - 1][0] - kTurningBack) return std::nullopt;
    out.knots[i][0] = std::max(out.knots[i][0], out.knots[i - 1][0]);
  }
  return out;
}

std::string cell_at(const Column& column, double place) {
  const auto& knots = column.knots;
  if (place < knots.front()[0] || place > knots.back()[0]) return "";
  auto after = std::lower_bound(knots.begin(), knots.end(), place,
                                [](const auto& knot, double x) { return knot[0] < x; });
  if (after == knots.begin()) ++after;
  const auto& a = *(after - 1);
  const auto& b = *after;
  const double t = b[0] > a[0] ? (place - a[0]) / (b[0] - a[0]) : 0;
  return number(at_unit_place(*column.axis, a[1] + t * (b[1] - a[1])));
}

// The range that any of the columns is drawn over; empty cells say where one is not.
std::array<double, 2> drawn_range(const std::vector<Column>& columns) {
  std::array<double, 2> range = {1e300, -1e300};
  for (const Column& column : columns) {
    range[0] = std::min(range[0], column.knots.front()[0]);
    range[1] = std::max(range[1], column.knots.back()[0]);
  }
  return range;
}

}  // namespace

std::string to_tidy_csv(const Extraction& extraction) {
  std::string out = heading(extraction) + "curve,label,x,y,x_error,y_error\n";
  for (const Curve& curve : extraction.curves) {
    const Axis& y_axis = axis_of(extraction, curve);
    for (const auto& [x, y] : curve.points)
      out += cell(curve.id) + "," + cell(curve.label) + "," + number(x) + "," + number(y) + "," +
             number(value_error(extraction.x, x, curve.uncertainty[0])) + "," +
             number(value_error(y_axis, y, curve.uncertainty[1])) + "\n";
  }
  return out;
}

std::string to_wide_csv(const Extraction& extraction, int points) {
  std::string out = heading(extraction);
  std::vector<Column> columns;
  for (const Curve& curve : extraction.curves) {
    if (auto column = column_of(extraction, curve))
      columns.push_back(std::move(*column));
    else
      out += "# left out, not a function of x: " + curve.id + " " + one_line(curve.label) + "\n";
  }
  out += "x";
  for (const Column& column : columns) out += "," + cell(column.name);
  out += "\n";
  if (columns.empty()) return out;
  const auto [from, to] = drawn_range(columns);
  const int rows = std::max(points, 2);
  for (int i = 0; i < rows; ++i) {
    const double place = from + (to - from) * i / (rows - 1);
    out += number(at_unit_place(extraction.x, place));
    for (const Column& column : columns) out += "," + cell_at(column, place);
    out += "\n";
  }
  return out;
}

}  // namespace curvespice
