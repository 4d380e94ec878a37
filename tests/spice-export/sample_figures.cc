#include "tests/spice-export/sample_figures.h"

#include <cmath>

#include <gtest/gtest.h>

#include "spice-export/device/bench_run.h"
#include "spice-export/fit/conditions.h"

namespace curvespice {

DeviceClass shipped_class(const std::string& name) {
  auto device = load_device_class(std::filesystem::path(CURVESPICE_SOURCE_FOLDER) /
                                  "config/devices" / (name + ".toml"));
  EXPECT_TRUE(device.ok()) << (device.ok() ? "" : device.error().message);
  return device.ok() ? *device : DeviceClass{};
}

ParameterValues parameters_of(const DeviceClass& device, const ParameterValues& values) {
  ParameterValues all;
  for (const Parameter& parameter : device.parameters) all[parameter.name] = parameter.otherwise;
  for (const auto& [name, value] : values) all[name] = value;
  return all;
}

Extraction sample_figure(Simulator& simulator, const DeviceClass& device,
                         const ParameterValues& values, const std::string& family, const Axis& x,
                         const Axis& y, const std::vector<SampleCurve>& samples) {
  Extraction figure;
  figure.source.file = "sample.pdf";
  figure.source.sha256 = std::string(64, 'a');
  figure.source.figure = "1";
  figure.source.caption = "Sample";
  figure.source.crop_png = family + ".png";
  figure.family = family;
  figure.device = device.name;
  figure.status = Verdict::accepted;
  figure.artifact_name = "sample-" + family;
  figure.x = x;
  figure.y = y;
  const ModelUnderTest model{&device,
                             render_model(device, "dut", parameters_of(device, values), 12), "dut"};
  for (const Bench& bench : device.benches) {
    if (bench.family != family) continue;
    std::vector<BenchCurve> curves;
    for (const SampleCurve& sample : samples)
      curves.push_back({&bench, sample.forced, sample.conditions,
                        temperature_of(sample.conditions).value_or(25)});
    const auto results = run_benches(simulator, model, curves);
    EXPECT_TRUE(results.ok()) << (results.ok() ? "" : results.error().message);
    if (!results.ok()) return figure;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      Curve curve;
      curve.id = "c" + std::to_string(i + 1);
      curve.label = samples[i].label;
      curve.conditions = samples[i].conditions;
      for (std::size_t k = 0; k < samples[i].forced.size(); ++k) {
        const double forced = samples[i].forced[k], measured = (*results)[i][k];
        curve.points.push_back(bench.force_y ? std::array{measured, forced}
                                             : std::array{forced, measured});
      }
      figure.curves.push_back(std::move(curve));
    }
    break;
  }
  return figure;
}

Axis axis(const std::string& unit, Scale scale, double lo, double hi) {
  Axis result;
  result.unit = unit;
  result.scale = scale;
  result.lo = lo;
  result.hi = hi;
  return result;
}

std::vector<double> linear_values(double lo, double hi, std::size_t count) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i)
    values.push_back(lo + (hi - lo) * static_cast<double>(i) / static_cast<double>(count - 1));
  return values;
}

std::vector<double> log_values(double lo, double hi, std::size_t count) {
  std::vector<double> values = linear_values(std::log(lo), std::log(hi), count);
  for (double& value : values) value = std::exp(value);
  return values;
}

Extraction forward_figure(Simulator& simulator, const ParameterValues& values,
                          const std::vector<double>& temperatures) {
  std::vector<SampleCurve> samples;
  for (const double temperature : temperatures)
    samples.push_back({std::to_string(static_cast<int>(temperature)) + " °C",
                       {{"T", temperature}},
                       log_values(1e-6, 1, 80)});
  return sample_figure(simulator, shipped_class("diode"), values, "diode_forward",
                       axis("V", Scale::linear, 0, 2), axis("A", Scale::log10, 1e-6, 1), samples);
}

Extraction capacitance_figure(Simulator& simulator, const ParameterValues& values) {
  return sample_figure(simulator, shipped_class("diode"), values, "diode_capacitance",
                       axis("V", Scale::linear, 0, 30), axis("F", Scale::linear, 0, 5e-12),
                       {{"", {{"T", 25}, {"f", 1e6}}, linear_values(0.1, 30, 80)}});
}

ParameterValues sample_diode() {
  return {{"IS", 4e-9}, {"N", 1.8},     {"RS", 0.6}, {"EG", 1.2},
          {"XTI", 3},   {"CJO", 4e-12}, {"VJ", 0.6}, {"M", 0.35}};
}

}  // namespace curvespice
