#include "worker/request.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/json.h"

namespace curvespice {
namespace {

constexpr std::array kKindNames = {"trivial", "extract", "model", "library", "verify"};

Result<JobKind> kind_from_name(const std::string& name) {
  for (std::size_t i = 0; i < kKindNames.size(); ++i)
    if (name == kKindNames[i]) return static_cast<JobKind>(i);
  return Error{ErrorCode::usage,
               "a job of kind '" + name +
                   "' is not known; the kinds are extract, model, verify, library and trivial"};
}

Result<JobInput> input_from_json(const Json& json) {
  JobInput input;
  CURVESPICE_ASSIGN(const auto path, member<std::string>(json, "path"));
  input.path = path;
  CURVESPICE_ASSIGN(const auto name,
                    member_or<std::string>(json, "name", input.path.filename().string()));
  // Only a name: a folder in it would let a client write elsewhere.
  input.name = std::filesystem::path(name).filename().string();
  return input;
}

// Of a verify job: the one input that is a model, apart from the datasheets.
Status set_model_apart(JobRequest& request) {
  const auto is_library = [](const JobInput& input) {
    const std::string ending = std::filesystem::path(input.name).extension().string();
    return ending == ".lib" || ending == ".mod" || ending == ".sub";
  };
  const auto found = std::find_if(request.inputs.begin(), request.inputs.end(), is_library);
  if (found == request.inputs.end() ||
      std::count_if(request.inputs.begin(), request.inputs.end(), is_library) > 1 ||
      request.inputs.size() < 2)
    return Error{ErrorCode::usage,
                 "a verify job needs one model (.lib, .mod or .sub) and its datasheet"};
  request.model = *found;
  request.inputs.erase(found);
  return {};
}

Result<ExtractionParameters> parameters_from_json(const Json& json) {
  ExtractionParameters given;
  CURVESPICE_ASSIGN(given.page, member_or<int>(json, "page", 0));
  CURVESPICE_ASSIGN(given.figure, member_or<int>(json, "figure", 0));
  CURVESPICE_ASSIGN(given.method, member_or<std::string>(json, "method", "auto"));
  CURVESPICE_ASSIGN(given.x, member_or<std::string>(json, "x", ""));
  CURVESPICE_ASSIGN(given.y, member_or<std::string>(json, "y", ""));
  CURVESPICE_ASSIGN(given.y2, member_or<std::string>(json, "y2", ""));
  CURVESPICE_ASSIGN(given.hand, hand_work_from_json(json));
  CURVESPICE_ASSIGN(given.file, member_or<std::string>(json, "file", ""));
  CURVESPICE_ASSIGN(const auto figures, member_or<Json>(json, "figures", Json::array()));
  for (const Json& entry : figures) {
    CURVESPICE_ASSIGN(auto figure, parameters_from_json(entry));
    if (figure.page < 1 || figure.figure < 1 || !figure.figures.empty())
      return Error{ErrorCode::usage,
                   "each of 'figures' names a page and a figure on it, and no further figures"};
    given.figures.push_back(std::move(figure));
  }
  CURVESPICE_ASSIGN(given.curves, member_or<std::vector<std::string>>(json, "curves", {}));
  return given;
}

Json parameters_json(const ExtractionParameters& given) {
  Json parameters = Json::object();
  if (given.page) parameters["page"] = given.page;
  if (given.figure) parameters["figure"] = given.figure;
  if (given.method != "auto") parameters["method"] = given.method;
  if (!given.x.empty()) parameters["x"] = given.x;
  if (!given.y.empty()) parameters["y"] = given.y;
  if (!given.y2.empty()) parameters["y2"] = given.y2;
  add_hand_work(given.hand, parameters);
  if (!given.curves.empty()) parameters["curves"] = given.curves;
  if (!given.file.empty()) parameters["file"] = given.file;
  for (const ExtractionParameters& figure : given.figures)
    parameters["figures"].push_back(parameters_json(figure));
  return parameters;
}

}  // namespace

Result<JobRequest> job_request_from_json(const Json& json) {
  CURVESPICE_ASSIGN(const auto schema, member<std::string>(json, "schema"));
  if (schema != kRequestSchema)
    return Error{ErrorCode::bad_input, "a request of schema '" + schema +
                                           "' is not understood by this version, which reads " +
                                           kRequestSchema};
  JobRequest request;
  CURVESPICE_ASSIGN(const auto kind, member<std::string>(json, "kind"));
  CURVESPICE_ASSIGN(request.kind, kind_from_name(kind));
  CURVESPICE_ASSIGN(request.device, member_or<std::string>(json, "device", ""));
  CURVESPICE_ASSIGN(request.part, member_or<std::string>(json, "part", ""));
  CURVESPICE_ASSIGN(const auto inputs, member_or<Json>(json, "inputs", Json::array()));
  for (const Json& entry : inputs) {
    CURVESPICE_ASSIGN(auto input, input_from_json(entry));
    request.inputs.push_back(std::move(input));
  }
  CURVESPICE_ASSIGN(const auto parameters, member_or<Json>(json, "parameters", Json::object()));
  CURVESPICE_ASSIGN(request.parameters, parameters_from_json(parameters));
  if (request.inputs.empty() && request.kind != JobKind::trivial)
    return Error{ErrorCode::usage, "the request names no input file"};
  if (request.kind == JobKind::verify) CURVESPICE_TRY(set_model_apart(request));
  if (!request.part.empty()) CURVESPICE_TRY(check_part_name(request.part));
  return request;
}

Json to_json(const JobRequest& request) {
  Json inputs = Json::array();
  for (const JobInput& input : request.inputs)
    inputs.push_back({{"path", input.path.string()}, {"name", input.name}});
  if (request.model)
    inputs.push_back({{"path", request.model->path.string()}, {"name", request.model->name}});
  return {{"schema", kRequestSchema}, {"kind", kKindNames[static_cast<std::size_t>(request.kind)]},
          {"inputs", inputs},         {"device", request.device},
          {"part", request.part},     {"parameters", parameters_json(request.parameters)}};
}

Status check_part_name(const std::string& part) {
  const auto is_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 128;
  };
  bool good = !part.empty() && part.size() <= 64 && is_word(part[0]);
  for (const char c : part)
    good = good && (is_word(c) || std::string("_-.+").find(c) != std::string::npos);
  if (good) return {};
  return Error{ErrorCode::usage,
               "'" + part +
                   "' cannot be the name of a model: use up to 64 letters, digits and _ - . +, "
                   "beginning with a letter or digit"};
}

}  // namespace curvespice
