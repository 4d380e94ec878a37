#include "worker/extract_step.h"

#include <algorithm>

#include "base/file.h"
#include "base/json.h"
#include "extractor/extract.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

Result<std::optional<Method>> method_from_name(const std::string& name) {
  if (name.empty() || name == "auto" || name == "standard") return std::optional<Method>();
  if (name == "vector") return std::optional(Method::vector);
  if (name == "raster") return std::optional(Method::raster);
  return Error{ErrorCode::usage,
               "the method '" + name + "' is not known; use auto, vector or raster"};
}

Result<ExtractRequest> extract_request(const JobInput& input, const ExtractionParameters& given,
                                       const fs::path& folder) {
  ExtractRequest request;
  request.path = input.path;
  request.name = input.name;
  if (given.page != 0) request.page = given.page;
  if (given.figure != 0) request.figure = given.figure;
  CURVESPICE_ASSIGN(request.method, method_from_name(given.method));
  if (!given.x.empty()) {
    CURVESPICE_ASSIGN(request.hints.x, parse_axis_hint(given.x));
  }
  if (!given.y.empty()) {
    CURVESPICE_ASSIGN(request.hints.y, parse_axis_hint(given.y));
  }
  if (!given.y2.empty()) {
    CURVESPICE_ASSIGN(request.hints.y2, parse_axis_hint(given.y2));
  }
  request.hints.hand = given.hand;
  for (const std::string& text : given.curves) {
    CURVESPICE_ASSIGN(auto hint, parse_curve_hint(text));
    request.hints.curves.push_back(std::move(hint));
  }
  request.overlay_folder = folder;
  return request;
}

// Figures that a person corrected are read again, each with its own hints, and take the place of
// what was read without them.
Status correct(const JobInput& input, const ExtractionParameters& given, const fs::path& folder,
               std::vector<Extraction>& extractions) {
  for (const ExtractionParameters& own : given.figures) {
    if (!own.file.empty() && own.file != input.name) continue;
    CURVESPICE_ASSIGN(const ExtractRequest request, extract_request(input, own, folder));
    CURVESPICE_ASSIGN(std::vector<Extraction> again, extract_document(request));
    for (Extraction& extraction : again) {
      const auto old =
          std::ranges::find(extractions, extraction.artifact_name, &Extraction::artifact_name);
      if (old == extractions.end())
        extractions.push_back(std::move(extraction));
      else
        *old = std::move(extraction);
    }
  }
  return {};
}

Status write_artifacts(const Extraction& extraction, const fs::path& folder) {
  const fs::path stem = folder / extraction.artifact_name;
  CURVESPICE_TRY(write_file_atomic(stem.string() + ".json", pretty_json(to_json(extraction))));
  return write_file_atomic(stem.string() + ".csv", to_tidy_csv(extraction));
}

// "parameters.csv", with the stem of the file in front where the job has several.
std::string table_name(const JobRequest& request, std::size_t input) {
  if (request.inputs.size() == 1) return kParametersFile;
  return parameters_file(request.inputs[input].name);
}

// Nothing where the document has no table.
Status write_table(const DocumentReading& reading, const std::string& name,
                   const fs::path& folder) {
  if (reading.characteristics.empty()) return {};
  return write_file_atomic(folder / name, to_csv(reading.characteristics));
}

// The file as the user knows it: a service keeps it under its hash.
Error under_its_name(Error error, const JobInput& input) {
  const std::string kept_as = input.path.filename().string();
  for (const std::string& place : {input.path.string(), kept_as})
    for (std::size_t at = 0;
         kept_as != input.name && (at = error.message.find(place, at)) != std::string::npos;
         at += input.name.size())
      error.message.replace(at, place.size(), input.name);
  return error;
}

Error no_graph_in(const std::string& name) {
  return {ErrorCode::bad_input,
          "no graph was found in '" + name +
              "'; if there is one, give its page (--page) and axes (--x, --y), or an image of it"};
}

}  // namespace

Result<ExtractedFigures> extract_inputs(const JobRequest& request, const fs::path& folder,
                                        double share, Progress& progress) {
  ExtractedFigures all;
  const double inputs = static_cast<double>(request.inputs.size());
  for (std::size_t i = 0; i < request.inputs.size(); ++i) {
    const JobInput& input = request.inputs[i];
    CURVESPICE_ASSIGN(ExtractRequest extract, extract_request(input, request.parameters, folder));
    extract.cancelled = [&progress] { return progress.cancelled(); };
    const auto on_page = [&](int page, int pages) {
      const double done = (static_cast<double>(i) + (page - 1.0) / pages) / inputs;
      progress.report(
          100 * share * done, "page",
          input.name + ", page " + std::to_string(page) + " of " + std::to_string(pages));
    };
    auto reading = read_document(extract, on_page);
    if (progress.cancelled()) return Error{ErrorCode::cancelled, "cancelled"};
    if (reading.ok()) CURVESPICE_TRY(correct(input, request.parameters, folder, reading->figures));
    if (reading.ok()) CURVESPICE_TRY(write_table(*reading, table_name(request, i), folder));
    if (reading.ok() && reading->figures.empty()) reading = no_graph_in(input.name);
    if (!reading.ok()) {
      all.problems.push_back(under_its_name(reading.error(), input));
      continue;
    }
    all.characteristics.insert(all.characteristics.end(), reading->characteristics.begin(),
                               reading->characteristics.end());
    for (Extraction& extraction : reading->figures) {
      CURVESPICE_TRY(write_artifacts(extraction, folder));
      all.extractions.push_back(std::move(extraction));
    }
  }
  if (all.extractions.empty() && !all.problems.empty()) return all.problems.front();
  return all;
}

std::string parameters_file(const std::string& input) {
  return fs::path(input).stem().string() + "-" + kParametersFile;
}

FigureSummary summarise(const Extraction& extraction) {
  FigureSummary figure;
  figure.file = extraction.source.file;
  figure.page = extraction.source.page;
  figure.figure = extraction.source.figure;
  figure.caption = extraction.source.caption;
  figure.family = extraction.family;
  figure.status = extraction.status;
  figure.curves = extraction.curves.size();
  for (const Curve& curve : extraction.curves) figure.points += curve.points.size();
  figure.reasons = extraction.reasons;
  figure.contradictions = extraction.contradictions;
  figure.json = extraction.artifact_name + ".json";
  return figure;
}

}  // namespace curvespice
