// Geometry of single SVG elements: basic shapes, transforms, view boxes.
#pragma once

#include <string_view>
#include <vector>

#include "extractor/document/matrix.h"
#include "extractor/document/path_data.h"

namespace pugi {
class xml_node;
}

namespace curvespice {

// path, rect, line, polyline, polygon, circle, ellipse; nothing for any other element. The
// element's own `transform` is not applied. Round corners of rectangles are drawn square.
std::vector<Polyline> shape_lines(const pugi::xml_node& element, const Matrix& to_page,
                                  double flatness = kFlatness);

// "translate(3 4) rotate(30)"; the identity for an empty text, what follows an error is left out.
Matrix parse_transform(std::string_view text);

// From user units of the root <svg> to points of the page, whose size it gives.
Matrix root_matrix(const pugi::xml_node& svg, double& width, double& height);

// The map that a nested <svg> adds: its place and its view box.
Matrix nested_matrix(const pugi::xml_node& svg);

}  // namespace curvespice
