// draw_example FILE.pdf: a one-page datasheet of a diode that is known exactly, in vector graphics.
#include <cmath>
#include <cstdio>

#include <cairo-pdf.h>
#include <cairo.h>

#include "example/chart.h"
#include "example/simulation.h"

namespace curvespice::example {
namespace {

constexpr double kPageWidth = 595, kPageHeight = 842;  // A4 in points

std::vector<Sample> scaled(std::vector<Sample> samples, double factor) {
  for (Sample& sample : samples) sample.y *= factor;
  return samples;
}

// y at x, between the two samples around it.
double value_at(const std::vector<Sample>& samples, double x) {
  for (std::size_t i = 1; i < samples.size(); ++i)
    if (samples[i].x >= x) {
      const double t = (x - samples[i - 1].x) / (samples[i].x - samples[i - 1].x);
      return samples[i - 1].y + t * (samples[i].y - samples[i - 1].y);
    }
  return samples.back().y;
}

// x at which a rising curve reaches y.
double crossing(const std::vector<Sample>& samples, double y) {
  for (const Sample& sample : samples)
    if (sample.y >= y) return sample.x;
  return samples.back().x;
}

// A curve of a family, and what is printed beside it.
struct Temperature {
  double celsius;
  const char* label;
  Sample label_at;
};

Result<Chart> forward_chart() {
  Chart chart;
  chart.x = {"Forward voltage VF (V)", false, 0, 1.4, 0.2, 0.1};
  chart.y = {"Forward current IF (mA)", true, 1e-2, 1e3};
  for (const Temperature& row :
       {Temperature{150, "(1)", {0.26, 0.2}}, Temperature{25, "(2)", {0.51, 0.1}},
        Temperature{-40, "(3)", {0.66, 0.05}}}) {
    CURVESPICE_ASSIGN(auto samples, forward_sweep(row.celsius, 1.5));
    chart.curves.push_back({row.label, scaled(std::move(samples), 1e3), row.label_at});
  }
  chart.key = {"(1) Tamb = 150 °C", "(2) Tamb = 25 °C", "(3) Tamb = −40 °C"};
  chart.caption = "Figure 1. Forward current as a function of forward voltage";
  return chart;
}

Result<Chart> reverse_chart() {
  Chart chart;
  chart.x = {"Reverse voltage VR (V)", false, 0, 80, 20, 10};
  chart.y = {"Reverse current IR (µA)", true, 1e-3, 1e3};
  for (const Temperature& row :
       {Temperature{150, "150 °C", {50, 140}}, Temperature{100, "100 °C", {50, 12}},
        Temperature{25, "25 °C", {50, 0.07}}}) {
    CURVESPICE_ASSIGN(auto samples, reverse_sweep(row.celsius, 80));
    chart.curves.push_back({row.label, scaled(std::move(samples), 1e6), row.label_at});
  }
  chart.caption = "Figure 2. Reverse current as a function of reverse voltage";
  return chart;
}

Result<Chart> capacitance_chart() {
  CURVESPICE_ASSIGN(auto samples, capacitance_sweep(20));
  Chart chart;
  chart.x = {"Reverse voltage VR (V)", false, 0, 20, 5, 2.5};
  chart.y = {"Diode capacitance Cd (pF)", false, 0, 2.5, 0.5, 0.25};
  chart.curves.push_back({"", scaled(std::move(samples), 1e12), {}});
  chart.notes = {"f = 1 MHz", "Tamb = 25 °C"};
  chart.caption = "Figure 3. Diode capacitance as a function of reverse voltage";
  return chart;
}

void place(Chart& chart, double left, double top) {
  chart.left = left;
  chart.top = top;
  chart.width = 190;
  chart.height = 190;
}

struct Characteristic {
  const char* symbol;
  const char* name;
  const char* conditions;
  std::string value;
  const char* unit;
};

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", value);
  return text;
}

// Typical values, read off the same simulations that the figures show.
std::vector<Characteristic> characteristics(const Chart& forward, const Chart& reverse,
                                            const Chart& capacitance) {
  const auto& forward_25 = forward.curves[1].samples;
  const auto& capacitances = capacitance.curves[0].samples;
  return {
      {"VF", "forward voltage", "IF = 10 mA", number(crossing(forward_25, 10)), "V"},
      {"VF", "forward voltage", "IF = 100 mA", number(crossing(forward_25, 100)), "V"},
      {"IR", "reverse current", "VR = 20 V", number(value_at(reverse.curves[2].samples, 20) * 1e3),
       "nA"},
      {"IR", "reverse current", "VR = 20 V; Tamb = 150 °C",
       number(value_at(reverse.curves[0].samples, 20)), "µA"},
      {"Cd", "diode capacitance", "VR = 0 V; f = 1 MHz", number(value_at(capacitances, 0)), "pF"},
  };
}

void draw_heading(cairo_t* page) {
  draw_text(page, "EX4148", 60, 70, 22, 0, true);
  draw_text(page, "High-speed switching diode", 60, 88, 12);
  draw_text(page, "Example datasheet: an invented part, drawn from a simulation of a known model.",
            60, 104, 8.5);
}

void draw_table(cairo_t* page, const std::vector<Characteristic>& rows) {
  draw_text(page, "Characteristics (typical values, Tamb = 25 °C unless otherwise specified)", 60,
            132, 9, 0, true);
  const double columns[] = {64, 110, 230, 400, 460};
  const char* titles[] = {"Symbol", "Parameter", "Conditions", "Typ", "Unit"};
  double y = 150;
  for (int i = 0; i < 5; ++i) draw_text(page, titles[i], columns[i], y, 8, 0, true);
  for (const Characteristic& row : rows) {
    y += 13;
    const std::string cells[] = {row.symbol, row.name, row.conditions, row.value, row.unit};
    for (int i = 0; i < 5; ++i) draw_text(page, cells[i], columns[i], y, 8);
  }
  cairo_set_line_width(page, 0.5);
  for (double rule : {139.0, 154.0, y + 5}) {
    cairo_move_to(page, 60, rule);
    cairo_line_to(page, kPageWidth - 60, rule);
    cairo_stroke(page);
  }
}

Status draw_datasheet(const char* file) {
  CURVESPICE_ASSIGN(Chart forward, forward_chart());
  CURVESPICE_ASSIGN(Chart reverse, reverse_chart());
  CURVESPICE_ASSIGN(Chart capacitance, capacitance_chart());
  place(forward, 95, 250);
  place(reverse, 355, 250);
  place(capacitance, 95, 550);

  cairo_surface_t* surface = cairo_pdf_surface_create(file, kPageWidth, kPageHeight);
  // Without a fixed date the same drawing would not be the same bytes.
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2026-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, "EX4148 example datasheet");
  cairo_t* page = cairo_create(surface);
  draw_heading(page);
  draw_table(page, characteristics(forward, reverse, capacitance));
  for (const Chart* chart : {&forward, &reverse, &capacitance}) draw_chart(page, *chart);
  cairo_show_page(page);
  cairo_destroy(page);
  cairo_surface_finish(surface);
  const cairo_status_t status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  if (status != CAIRO_STATUS_SUCCESS)
    return Error{ErrorCode::io, std::string(file) + ": " + cairo_status_to_string(status)};
  return {};
}

}  // namespace
}  // namespace curvespice::example

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: draw_example FILE.pdf\n");
    return 2;
  }
  const curvespice::Status drawn = curvespice::example::draw_datasheet(argv[1]);
  if (drawn.ok()) return 0;
  std::fprintf(stderr, "draw_example: %s\n", drawn.error().message.c_str());
  return 3;
}
