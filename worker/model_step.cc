#include "worker/model_step.h"

#include "base/file.h"
#include "spice-export/make_model.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestModel = 4 << 20;  // of a library to verify

std::map<std::string, std::string> overlays_of(const std::vector<Extraction>& extractions,
                                               const fs::path& folder) {
  std::map<std::string, std::string> overlays;
  for (const Extraction& extraction : extractions) {
    const std::string& name = extraction.source.crop_png;
    if (name.empty()) continue;
    auto bytes = read_file(folder / name);
    if (bytes.ok()) overlays[name] = std::move(bytes).value();
  }
  return overlays;
}

std::string name_of(const Extraction& extraction) {
  const std::string page = "page " + std::to_string(extraction.source.page);
  return extraction.source.figure.empty()
             ? extraction.artifact_name + " (" + page + ")"
             : "figure " + extraction.source.figure + " (" + page + ")";
}

ModelSummary summarise(const ModelOutcome& outcome, const std::vector<Extraction>& extractions) {
  ModelSummary summary;
  summary.file = outcome.model_file;
  summary.name = outcome.model_name;
  summary.report = "report.html";
  summary.verdict = outcome.verdict;
  summary.remarks.push_back(outcome.summary);
  for (std::size_t i = 0; i < outcome.figures.size() && i < extractions.size(); ++i) {
    const FigureOutcome& figure = outcome.figures[i];
    if (figure.reason.empty()) continue;
    summary.remarks.push_back(name_of(extractions[i]) + " " + figure.verdict + ": " +
                              figure.reason);
  }
  return summary;
}

}  // namespace

Result<ModelSummary> model_from_figures(const JobRequest& request, const ExtractedFigures& figures,
                                        const fs::path& folder, double from, Progress& progress) {
  ModelRequest model;
  model.device = request.device;
  model.part = request.part;
  model.limits = request.limits;
  model.extractions = figures.extractions;
  model.characteristics = figures.characteristics;
  model.overlays = overlays_of(figures.extractions, folder);
  model.folder = folder;
  if (request.model) {
    CURVESPICE_ASSIGN(model.model_text, read_file(request.model->path, kLargestModel));
    if (model.part.empty()) model.part = fs::path(request.model->name).stem().string();
  }
  // Fit, sweep and report follow each other; each gets its part of what is left.
  const std::map<std::string, std::pair<double, double>> shares = {
      {"fit", {0.0, 0.6}}, {"sweep", {0.6, 0.9}}, {"report", {0.9, 1.0}}};
  const auto on_progress = [&](const std::string& step, int percent, const std::string& detail) {
    const auto share = shares.find(step);
    const auto [begin, end] = share == shares.end() ? std::pair(0.0, 0.0) : share->second;
    const double done = begin + (end - begin) * percent / 100;
    progress.report(100 * (from + (1 - from) * done), step, detail);
    return !progress.cancelled();
  };
  CURVESPICE_ASSIGN(const ModelOutcome outcome, make_model(model, on_progress));
  return summarise(outcome, figures.extractions);
}

}  // namespace curvespice
