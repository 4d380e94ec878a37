// Measures how well models are recovered: charts with exact truth (curves simulated from a known
// model) are fitted, the fit is simulated, and the two are compared over the drawn range.
//
//   model_bench TRUTH_FOLDER [--results FOLDER] [--list]
//
// TRUTH_FOLDER holds NAME.truth.json files; with --results the curves are taken from
// FOLDER/NAME/*.json as `curvespice extract` wrote them, else from the truth itself.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <optional>

#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "base/paths.h"
#include "extractor/extraction.h"
#include "spice-export/fit/model_fit.h"
#include "spice-export/fit/residuals.h"
#include "spice-export/simulate/ngspice_simulator.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

struct Settings {
  fs::path truth, results;
  bool list = false;
};

struct Score {
  double span = 0;      // RMS distance in the plot, fraction of the box
  double vertical = 0;  // RMS of the y error, fraction of the y span (decades on a log axis)
  double relative = 0;  // RMS of the current error where forced is the current's axis
  double volt = 0;      // RMS of the x error, SI
  double seconds = 0;
};

Axis read_axis(const Json& json) {
  Axis axis;
  axis.quantity = json.value("quantity", "");
  axis.unit = json.value("unit", "");
  axis.scale = json.value("scale", "linear") == "log10" ? Scale::log10 : Scale::linear;
  axis.lo = json.at("lo");
  axis.hi = json.at("hi");
  return axis;
}

Extraction from_truth(const Json& truth) {
  Extraction extraction;
  extraction.family = truth.at("family");
  extraction.device = truth.value("device", "");
  extraction.status = Verdict::accepted;
  extraction.x = read_axis(truth.at("x"));
  extraction.y = read_axis(truth.at("y"));
  if (truth.contains("y2")) extraction.y2 = read_axis(truth.at("y2"));
  for (const Json& entry : truth.at("curves")) {
    Curve curve;
    curve.id = "c" + std::to_string(extraction.curves.size() + 1);
    curve.label = entry.value("label", "");
    curve.axis = entry.value("axis", "y");
    for (const auto& [name, value] : entry.at("conditions").items())
      if (value.is_number()) curve.conditions[name] = value;
    const auto& x = entry.at("x");
    const auto& y = entry.at("y");
    for (std::size_t i = 0; i < x.size(); ++i) curve.points.push_back({x[i], y[i]});
    extraction.curves.push_back(std::move(curve));
  }
  return extraction;
}

std::optional<Extraction> extracted(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.path().extension() != ".json") continue;
    const auto text = read_file(entry.path());
    if (!text.ok()) continue;
    const auto json = parse_json(*text, entry.path().string());
    if (!json.ok() || !json->contains("axes")) continue;
    auto extraction = extraction_from_json(*json);
    if (extraction.ok()) return std::move(extraction).value();
  }
  return std::nullopt;
}

// The fitted model against the truth's curves.
std::optional<Score> compare(const DeviceClass& device, const FittedModel& model,
                             const Extraction& truth, Simulator& simulator) {
  const Dataset dataset = make_dataset(device, {truth}, 200);
  std::vector<const DataCurve*> curves;
  for (const DataCurve& curve : dataset.curves) curves.push_back(&curve);
  ModelEvaluator evaluator(device, simulator);
  const auto simulated = evaluator.simulate(model.values(), curves);
  if (!simulated || curves.empty()) return std::nullopt;
  Score score;
  double count = 0;
  for (std::size_t c = 0; c < curves.size(); ++c) {
    const DataCurve& curve = *curves[c];
    const std::vector<double> distance = plot_errors(curve, (*simulated)[c]);
    for (std::size_t i = 0; i < curve.forced.size(); ++i, ++count) {
      const double measured = curve.measured_axis.unit((*simulated)[c][i]) -
                              curve.measured_axis.unit(curve.measured[i]);
      const double slope = curve.slope[i];
      const double dy =
          curve.forced_is_x ? measured : measured / (std::abs(slope) < 1e-3 ? 1e-3 : slope);
      const double dx = (*simulated)[c][i] - curve.measured[i];
      score.span += distance[i] * distance[i];
      score.vertical += dy * dy;
      score.relative += std::pow(dx / curve.measured[i], 2);
      score.volt += dx * dx;
    }
  }
  for (double* value : {&score.span, &score.vertical, &score.relative, &score.volt})
    *value = std::sqrt(*value / count);
  return score;
}

struct Tally {
  int charts = 0, fitted = 0, half_percent = 0, one_percent = 0, vertical = 0;
  double seconds = 0;
};

// The class that a chart is of; a thermal impedance is a network whatever device it belongs to.
std::string class_of(const Json& truth) {
  if (truth.value("family", "") == "thermal_impedance") return "thermal";
  return truth.value("device", "");
}

void measure(const Settings& settings, const std::string& name, const Json& truth,
             Simulator& simulator, std::map<std::string, Tally>& tallies) {
  const std::string family = truth.value("family", "");
  if (!truth.contains("curves")) return;
  const auto device = find_device_class(data_folder() / "devices", class_of(truth));
  if (!device.ok()) {
    if (settings.list) std::printf("%-34s %s\n", name.c_str(), device.error().message.c_str());
    return;
  }
  const Extraction exact = from_truth(truth);
  std::optional<Extraction> input = exact;
  if (!settings.results.empty()) input = extracted(settings.results / name);
  Tally& tally = tallies[family];
  ++tally.charts;
  if (!input) {
    if (settings.list) std::printf("%-34s no extraction\n", name.c_str());
    return;
  }
  const double begin = monotonic_seconds();
  Dataset dataset = make_dataset(*device, {*input}, 40);
  const auto model = fit_model(*device, dataset, simulator);
  const double seconds = monotonic_seconds() - begin;
  if (!model.ok()) {
    std::printf("%-34s %s %s\n", name.c_str(), model.error().message.c_str(),
                dataset.figures[0].reason.c_str());
    return;
  }
  const auto score = compare(*device, *model, exact, simulator);
  if (!score) {
    std::printf("%-34s the fitted model does not simulate\n", name.c_str());
    return;
  }
  ++tally.fitted;
  tally.seconds += seconds;
  tally.half_percent += score->span <= 0.005;
  tally.one_percent += score->span <= 0.01;
  tally.vertical += score->vertical <= 0.005;
  if (!settings.list) return;
  std::printf("%-34s span %.3f%% y %.3f%% x %.2g (%.2f%%)  %.2f s ", name.c_str(),
              100 * score->span, 100 * score->vertical, score->volt, 100 * score->relative,
              seconds);
  for (const FittedParameter& parameter : model->parameters)
    if (parameter.value != 0) std::printf(" %s=%.3g", parameter.name.c_str(), parameter.value);
  for (const std::string& stage : model->stages) std::printf(" [%s]", stage.c_str());
  for (const double error : model->curve_rms) std::printf(" %.3f%%", 100 * error);
  std::printf("\n");
}

int run(const Settings& settings) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(settings.truth, error))
    if (entry.path().string().ends_with(".truth.json")) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  const auto simulator = make_ngspice_simulator();
  std::map<std::string, Tally> tallies;
  for (const fs::path& file : files) {
    const auto text = read_file(file);
    if (!text.ok()) continue;
    const auto json = parse_json(*text, file.string());
    const std::string name = file.filename().string();
    if (json.ok()) measure(settings, name.substr(0, name.size() - 11), *json, *simulator, tallies);
  }
  std::printf("%-22s charts fitted  <=0.5%%  <=1%% of span  y<=0.5%%  s/fit\n", "family");
  for (const auto& [family, tally] : tallies)
    std::printf("%-22s %6d %6d %7d %6d %16d %7.2f\n", family.c_str(), tally.charts, tally.fitted,
                tally.half_percent, tally.one_percent, tally.vertical,
                tally.fitted > 0 ? tally.seconds / tally.fitted : 0);
  return files.empty() ? 2 : 0;
}

}  // namespace
}  // namespace curvespice

int main(int argc, char** argv) {
  if (argc > 1 && std::strcmp(argv[1], "simulator") == 0) return curvespice::simulator_main(3);
  curvespice::Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--list")
      settings.list = true;
    else if (argument == "--results" && i + 1 < argc)
      settings.results = argv[++i];
    else
      settings.truth = argument;
  }
  if (settings.truth.empty()) {
    std::fprintf(stderr, "usage: model_bench TRUTH_FOLDER [--results FOLDER] [--list]\n");
    return 2;
  }
  return curvespice::run(settings);
}
