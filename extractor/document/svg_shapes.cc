#include "extractor/document/svg_shapes.h"

#include <cmath>
#include <numbers>
#include <string>

#include <pugixml.hpp>

#include "extractor/document/svg_style.h"

namespace curvespice {
namespace {

constexpr double kPointsPerUser = 72.0 / 96;  // CSS: 96 user units are an inch

double length(const pugi::xml_node& node, const char* name, double otherwise = 0) {
  return parse_length(node.attribute(name).value()).value_or(otherwise);
}

Polyline transformed(Polyline line, const Matrix& to_page) {
  for (Point& p : line) p = to_page.apply(p);
  return line;
}

Polyline listed_points(std::string_view text) {
  Polyline line;
  NumberScanner scan(text);
  for (Point p; scan.next(p.x) && scan.next(p.y);) line.push_back(p);
  return line;
}

Polyline rectangle(const pugi::xml_node& node) {
  const double x = length(node, "x"), y = length(node, "y");
  const double right = x + length(node, "width"), bottom = y + length(node, "height");
  if (right <= x && bottom <= y) return {};
  return {{x, y}, {right, y}, {right, bottom}, {x, bottom}, {x, y}};
}

struct ViewBox {
  double x = 0, y = 0, width = 0, height = 0;
};

std::optional<ViewBox> view_box(const pugi::xml_node& svg) {
  NumberScanner scan(svg.attribute("viewBox").value());
  ViewBox box;
  if (!scan.next(box.x) || !scan.next(box.y) || !scan.next(box.width) || !scan.next(box.height))
    return std::nullopt;
  if (box.width <= 0 || box.height <= 0) return std::nullopt;
  return box;
}

// preserveAspectRatio: xMidYMid meet unless it says none; other alignments are treated as Mid.
Matrix fit(const ViewBox& box, double width, double height, const pugi::xml_node& svg) {
  double sx = width / box.width, sy = height / box.height;
  if (!std::string_view(svg.attribute("preserveAspectRatio").value()).starts_with("none"))
    sx = sy = std::min(sx, sy);
  return {sx,
          0,
          0,
          sy,
          (width - sx * box.width) / 2 - sx * box.x,
          (height - sy * box.height) / 2 - sy * box.y};
}

bool is_relative(const char* text) { return std::string_view(text).ends_with('%'); }

Matrix one_transform(std::string_view name, const std::vector<double>& v) {
  const auto at = [&](std::size_t i, double otherwise) { return i < v.size() ? v[i] : otherwise; };
  const double radians = at(0, 0) * std::numbers::pi / 180;
  if (name == "matrix" && v.size() == 6) return {v[0], v[1], v[2], v[3], v[4], v[5]};
  if (name == "translate") return {1, 0, 0, 1, at(0, 0), at(1, 0)};
  if (name == "scale") return {at(0, 1), 0, 0, at(1, at(0, 1)), 0, 0};
  if (name == "skewX") return {1, 0, std::tan(radians), 1, 0, 0};
  if (name == "skewY") return {1, std::tan(radians), 0, 1, 0, 0};
  if (name != "rotate") return {};
  const Matrix turn{
      std::cos(radians), std::sin(radians), -std::sin(radians), std::cos(radians), 0, 0};
  const double x = at(1, 0), y = at(2, 0);
  return Matrix{1, 0, 0, 1, x, y} * turn * Matrix{1, 0, 0, 1, -x, -y};
}

}  // namespace

std::vector<Polyline> shape_lines(const pugi::xml_node& element, const Matrix& to_page,
                                  double flatness) {
  const std::string_view name = element.name();
  if (name == "path") return flatten_path(element.attribute("d").value(), to_page, flatness);
  Polyline line;
  if (name == "rect") line = rectangle(element);
  if (name == "line")
    line = {{length(element, "x1"), length(element, "y1")},
            {length(element, "x2"), length(element, "y2")}};
  if (name == "polyline" || name == "polygon")
    line = listed_points(element.attribute("points").value());
  if (name == "polygon" && !line.empty()) line.push_back(line.front());
  if (name == "circle" || name == "ellipse") {
    const double r = length(element, "r");
    line = flatten_ellipse({length(element, "cx"), length(element, "cy")}, length(element, "rx", r),
                           length(element, "ry", r), to_page);
    return line.empty() ? std::vector<Polyline>{} : std::vector<Polyline>{std::move(line)};
  }
  if (line.size() < 2) return {};
  return {transformed(std::move(line), to_page)};
}

Matrix parse_transform(std::string_view text) {
  Matrix result;
  while (true) {
    const std::size_t begin = text.find_first_not_of(" ,\n\t\r");
    const std::size_t open = text.find('('), close = text.find(')');
    if (begin == std::string_view::npos || open == std::string_view::npos ||
        close == std::string_view::npos || close < open)
      return result;
    std::string_view name = text.substr(begin, open - begin);
    while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
    NumberScanner scan(text.substr(open + 1, close - open - 1));
    std::vector<double> values;
    for (double value = 0; scan.next(value);) values.push_back(value);
    result = result * one_transform(name, values);
    text.remove_prefix(close + 1);
  }
}

Matrix root_matrix(const pugi::xml_node& svg, double& width, double& height) {
  const std::optional<ViewBox> box = view_box(svg);
  const char* w = svg.attribute("width").value();
  const char* h = svg.attribute("height").value();
  const double own_width = is_relative(w) ? 0 : parse_length(w).value_or(0);
  const double own_height = is_relative(h) ? 0 : parse_length(h).value_or(0);
  width = own_width > 0 ? own_width : box ? box->width : 600;
  height = own_height > 0 ? own_height : box ? box->height : 600;
  const Matrix inner = box ? fit(*box, width, height, svg) : Matrix{};
  width *= kPointsPerUser;
  height *= kPointsPerUser;
  return Matrix{kPointsPerUser, 0, 0, kPointsPerUser, 0, 0} * inner;
}

Matrix nested_matrix(const pugi::xml_node& svg) {
  const Matrix place{1, 0, 0, 1, length(svg, "x"), length(svg, "y")};
  const std::optional<ViewBox> box = view_box(svg);
  if (!box) return place;
  return place *
         fit(*box, length(svg, "width", box->width), length(svg, "height", box->height), svg);
}

}  // namespace curvespice
