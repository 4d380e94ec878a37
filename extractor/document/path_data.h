// The `d` attribute of an SVG path, and the curves in it, as polylines.
#pragma once

#include <string_view>
#include <vector>

#include "extractor/document/matrix.h"
#include "extractor/document/page.h"

namespace curvespice {

inline constexpr double kFlatness = 0.01;  // page units: a flattened curve is never further away

// One polyline a subpath, in page coordinates; a closed one repeats its first point at the end.
// A syntax error ends the path there, as SVG asks for: what came before it is drawn.
std::vector<Polyline> flatten_path(std::string_view data, const Matrix& to_page,
                                   double flatness = kFlatness);

// A quarter-wise approximated ellipse (error below 0.03 % of the radius).
Polyline flatten_ellipse(Point centre, double rx, double ry, const Matrix& to_page);

// "12.5 3,-4e-2": reads numbers as SVG writes them; gives false at the end or at anything else.
class NumberScanner {
 public:
  explicit NumberScanner(std::string_view text) : text_(text) {}
  bool next(double& value);
  bool next_flag(bool& flag);  // arcs: "0" or "1", possibly with no separator after it
  char peek();                 // the next character that is no separator, 0 at the end
  void skip() { ++at_; }
  std::size_t position() const { return at_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace curvespice
