#include "worker/outcome.h"

#include <algorithm>

#include "base/file.h"
#include "base/json.h"
#include "base/paths.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

Json figure_to_json(const FigureSummary& figure) {
  return {{"file", figure.file},       {"page", figure.page},
          {"figure", figure.figure},   {"caption", figure.caption},
          {"family", figure.family},   {"status", verdict_name(figure.status)},
          {"curves", figure.curves},   {"points", figure.points},
          {"reasons", figure.reasons}, {"contradictions", figure.contradictions},
          {"json", figure.json}};
}

Json model_to_json(const ModelSummary& model) {
  return {{"file", model.file},
          {"name", model.name},
          {"report", model.report},
          {"verdict", model.verdict},
          {"remarks", model.remarks}};
}

Json artifacts_to_json(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  Json artifacts = Json::array();
  for (const fs::path& file : files) {
    const auto hash = sha256_file(file);
    artifacts.push_back({{"name", fs::relative(file, folder).string()},
                         {"bytes", fs::file_size(file, error)},
                         {"sha256", hash.ok() ? *hash : ""}});
  }
  return artifacts;
}

void describe(const JobOutcome& outcome, Json& json) {
  json["status"] = "completed";
  json["exit_code"] = exit_code_of(outcome);
  json["verdict"] = verdict_of(outcome);
  json["figures"] = Json::array();
  for (const FigureSummary& figure : outcome.figures)
    json["figures"].push_back(figure_to_json(figure));
  json["problems"] = Json::array();
  for (const Error& problem : outcome.problems)
    json["problems"].push_back(
        {{"code", error_code_name(problem.code)}, {"message", problem.message}});
  if (outcome.model) json["model"] = model_to_json(*outcome.model);
  json["artifacts"] = artifacts_to_json(outcome.artifacts);
}

void describe(const Error& error, Json& json) {
  json["status"] = error.code == ErrorCode::cancelled ? "cancelled" : "failed";
  json["exit_code"] = exit_code_of(error);
  if (error.code != ErrorCode::cancelled)
    json["error"] = {{"code", error_code_name(error.code)}, {"message", error.message}};
}

Verdict verdict_from_name(const std::string& name) {
  for (const Verdict verdict : {Verdict::accepted, Verdict::review})
    if (name == verdict_name(verdict)) return verdict;
  return Verdict::refused;
}

Result<FigureSummary> figure_from_json(const Json& json) {
  FigureSummary figure;
  CURVESPICE_ASSIGN(figure.file, member<std::string>(json, "file"));
  CURVESPICE_ASSIGN(figure.page, member<int>(json, "page"));
  CURVESPICE_ASSIGN(figure.figure, member<std::string>(json, "figure"));
  CURVESPICE_ASSIGN(figure.caption, member<std::string>(json, "caption"));
  CURVESPICE_ASSIGN(figure.family, member<std::string>(json, "family"));
  CURVESPICE_ASSIGN(const auto status, member<std::string>(json, "status"));
  figure.status = verdict_from_name(status);
  CURVESPICE_ASSIGN(figure.curves, member<std::size_t>(json, "curves"));
  CURVESPICE_ASSIGN(figure.points, member<std::size_t>(json, "points"));
  CURVESPICE_ASSIGN(figure.reasons, member<std::vector<std::string>>(json, "reasons"));
  figure.contradictions = json.value("contradictions", std::vector<std::string>{});
  CURVESPICE_ASSIGN(figure.json, member<std::string>(json, "json"));
  return figure;
}

Result<ModelSummary> model_from_json(const Json& json) {
  ModelSummary model;
  CURVESPICE_ASSIGN(model.file, member<std::string>(json, "file"));
  CURVESPICE_ASSIGN(model.name, member<std::string>(json, "name"));
  CURVESPICE_ASSIGN(model.report, member<std::string>(json, "report"));
  CURVESPICE_ASSIGN(model.verdict, member<std::string>(json, "verdict"));
  CURVESPICE_ASSIGN(model.remarks, member<std::vector<std::string>>(json, "remarks"));
  return model;
}

// The error that was told; when even that cannot be read, why not.
Error error_from_json(const Json& json) {
  const auto code = member<std::string>(json, "code");
  const auto message = member<std::string>(json, "message");
  if (!code.ok()) return code.error().in("error in result.json");
  if (!message.ok()) return message.error().in("error in result.json");
  return Error{error_code_from_name(*code), *message};
}

}  // namespace

std::string verdict_of(const JobOutcome& outcome) {
  if (outcome.model) return outcome.model->verdict;
  Verdict worst = Verdict::accepted;
  for (const FigureSummary& figure : outcome.figures) worst = std::max(worst, figure.status);
  return verdict_name(worst);
}

int exit_code_of(const JobOutcome& outcome) {
  const std::string verdict = verdict_of(outcome);
  return verdict == "refused" || verdict == "fail" || !outcome.problems.empty() ? 1 : 0;
}

int exit_code_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::usage:
    case ErrorCode::bad_input:
    case ErrorCode::not_found:
    case ErrorCode::conflict:
    case ErrorCode::too_large:
      return 2;
    default:
      return 3;
  }
}

Json result_to_json(const Result<JobOutcome>& outcome, double seconds) {
  Json json = {{"schema", "curvespice/result/1"}};
  if (outcome.ok())
    describe(*outcome, json);
  else
    describe(outcome.error(), json);
  json["seconds"] = seconds;
  json["engine"] = engine_version();
  return json;
}

Result<JobOutcome> outcome_from_result(const Json& json) {
  CURVESPICE_ASSIGN(const auto status, member<std::string>(json, "status"));
  if (status == "cancelled") return Error{ErrorCode::cancelled, "cancelled"};
  if (status == "failed") {
    CURVESPICE_ASSIGN(const auto told, member<Json>(json, "error"));
    return error_from_json(told);
  }
  JobOutcome outcome;
  CURVESPICE_ASSIGN(const auto figures, member<Json>(json, "figures"));
  for (const Json& entry : figures) {
    CURVESPICE_ASSIGN(auto figure, figure_from_json(entry));
    outcome.figures.push_back(std::move(figure));
  }
  CURVESPICE_ASSIGN(const auto problems, member_or<Json>(json, "problems", Json::array()));
  for (const Json& entry : problems) outcome.problems.push_back(error_from_json(entry));
  if (json.contains("model")) {
    CURVESPICE_ASSIGN(outcome.model, model_from_json(json["model"]));
  }
  return outcome;
}

}  // namespace curvespice
