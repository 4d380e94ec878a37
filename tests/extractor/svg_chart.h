// A page that a test draws as SVG text and reads back through the product's own reader.
#pragma once

#include <functional>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "extractor/document/svg_reader.h"
#include "extractor/figure/find_figures.h"
#include "extractor/trace/trace.h"

namespace curvespice::drawn {

// User units are points. The plot that most tests use is 200 x 160 at (60, 40).
class SvgChart {
 public:
  SvgChart(double width = 320, double height = 280) : width_(width), height_(height) {}

  static constexpr Box kPlot{60, 40, 260, 200};

  SvgChart& raw(const std::string& svg) {
    body_ << svg << "\n";
    return *this;
  }
  SvgChart& path(const std::string& data, const std::string& style = "stroke:#000;stroke-width:1") {
    return raw("<path d='" + data + "' style='fill:none;" + style + "'/>");
  }
  SvgChart& line(double x1, double y1, double x2, double y2,
                 const std::string& style = "stroke:#000;stroke-width:0.5") {
    std::ostringstream data;
    data << "M " << x1 << ' ' << y1 << " L " << x2 << ' ' << y2;
    return path(data.str(), style);
  }
  SvgChart& text(double x, double y, const std::string& words, const std::string& anchor = "start",
                 double size = 8) {
    std::ostringstream out;
    out << "<text x='" << x << "' y='" << y << "' style='font-size:" << size
        << "px;text-anchor:" << anchor << "'>" << words << "</text>";
    return raw(out.str());
  }

  SvgChart& frame(const Box& b = kPlot) {
    std::ostringstream out;
    out << "<rect x='" << b.left << "' y='" << b.top << "' width='" << b.width() << "' height='"
        << b.height() << "' style='fill:none;stroke:#000;stroke-width:0.8'/>";
    return raw(out.str());
  }
  SvgChart& grid(const Box& b = kPlot, int columns = 5, int rows = 4,
                 const std::string& style = "stroke:#aaa;stroke-width:0.4") {
    for (int i = 1; i < columns; ++i) {
      const double x = b.left + b.width() * i / columns;
      line(x, b.top, x, b.bottom, style);
    }
    for (int i = 1; i < rows; ++i) {
      const double y = b.top + b.height() * i / rows;
      line(b.left, y, b.right, y, style);
    }
    return *this;
  }
  // 0, 2, 4... below and 0, 1, 2... at the left, a number at every line.
  SvgChart& labels(const Box& b = kPlot, int columns = 5, int rows = 4) {
    for (int i = 0; i <= columns; ++i)
      text(b.left + b.width() * i / columns, b.bottom + 11, std::to_string(2 * i), "middle");
    for (int i = 0; i <= rows; ++i)
      text(b.left - 4, b.bottom - b.height() * i / rows + 3, std::to_string(i), "end");
    return *this;
  }
  SvgChart& axes(const Box& b = kPlot) { return frame(b).grid(b).labels(b); }

  // A smooth curve from f: 0..1 -> 0..1 of the plot, as one polyline.
  SvgChart& curve(const std::function<double(double)>& f,
                  const std::string& style = "stroke:#000;stroke-width:1", double from = 0,
                  double to = 1, const Box& b = kPlot) {
    return path(curve_data(f, from, to, b), style);
  }
  static std::string curve_data(const std::function<double(double)>& f, double from, double to,
                                const Box& b = kPlot, int steps = 60) {
    std::ostringstream data;
    for (int i = 0; i <= steps; ++i) {
      const double u = from + (to - from) * i / steps;
      data << (i ? " L " : "M ") << b.left + u * b.width() << ' ' << b.bottom - f(u) * b.height();
    }
    return data.str();
  }

  std::string svg() const {
    std::ostringstream out;
    out << "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
        << "width='" << width_ << "pt' height='" << height_ << "pt' viewBox='0 0 " << width_ << ' '
        << height_ << "'>" << body_.str() << "</svg>";
    return out.str();
  }
  Page page() const {
    Result<SvgPage> read = read_svg(svg(), 1000000);
    EXPECT_TRUE(read.ok());
    return read.ok() ? read->page : Page{};
  }
  std::vector<Figure> figures() const { return find_figures(page()); }
  // Of the page's only figure.
  TraceReading traces() const {
    const Page drawn = page();
    const std::vector<Figure> found = find_figures(drawn);
    EXPECT_EQ(found.size(), 1u);
    return found.empty() ? TraceReading{} : trace_curves(drawn, found.front());
  }

 private:
  double width_, height_;
  std::ostringstream body_;
};

}  // namespace curvespice::drawn
