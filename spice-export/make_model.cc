#include "spice-export/make_model.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <sstream>

#include "base/file.h"
#include "base/json.h"
#include "base/paths.h"
#include "spice-export/fit/model_fit.h"
#include "spice-export/library/model_card.h"
#include "spice-export/report/report.h"
#include "spice-export/simulate/ngspice_simulator.h"
#include "spice-export/verify/verification.h"

namespace curvespice {
namespace {

constexpr std::size_t kFitPoints = 40;      // a curve: enough to see every bend
constexpr std::size_t kVerifyPoints = 100;  // a curve: the report's lines

// What the library calls its model: the first .subckt where the class is one, else the first .model
// that stands in none. Empty when there is neither.
std::string model_name_in(const std::string& library, bool is_subckt) {
  std::istringstream lines(library);
  int depth = 0;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string card, name;
    words >> card >> name;
    for (char& c : card) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (card == ".ends") --depth;
    if (depth == 0 && !name.empty() && card == (is_subckt ? ".subckt" : ".model")) return name;
    if (card == ".subckt") ++depth;
  }
  return "";
}

class Maker {
 public:
  Maker(const ModelRequest& request, Simulator& simulator, const ModelProgress& progress)
      : request_(request), simulator_(simulator), progress_(progress) {}

  Result<ModelOutcome> run() {
    CURVESPICE_TRY(prepare());
    CURVESPICE_TRY(tell("fit", 0, "start values"));
    CURVESPICE_TRY(fit());
    CURVESPICE_TRY(tell("sweep", 0, "repeating the figures in " + verification_.simulator));
    if (verification_.made) verify();
    for (std::size_t i = verification_.figures.size(); i < request_.extractions.size(); ++i)
      verification_.figures.push_back(skipped(i));
    conclude();
    CURVESPICE_TRY(tell("report", 0, "writing the report"));
    return write();
  }

 private:
  Status tell(const std::string& step, int percent, const std::string& detail) const {
    if (!progress_ || progress_(step, percent, detail)) return {};
    return Error{ErrorCode::cancelled, "cancelled"};
  }

  Status prepare() {
    if (request_.part.empty()) return Error{ErrorCode::usage, "a model needs a part name (--part)"};
    CURVESPICE_ASSIGN(device_, find_device_class(data_folder() / "devices", request_.device));
    const auto limits = request_.limits.empty() ? data_folder() / "limits.toml" : request_.limits;
    CURVESPICE_ASSIGN(limits_, load_limits(limits));
    for (const auto& [name, value] : request_.given)
      if (device_.parameter(name) == nullptr || !std::isfinite(value))
        return Error{ErrorCode::usage, "the class '" + device_.name + "' has no parameter '" +
                                           name + "', or its value is no number"};
    CURVESPICE_ASSIGN(verification_.simulator, simulator_.version());
    verification_.part = request_.part;
    verification_.device = device_.name;
    verification_.model_name = spice_name(request_.part, device_.instance.substr(0, 1));
    verification_.model_file = file_stem() + ".lib";
    return {};
  }

  // A part name as a file name: nothing that leads out of the folder.
  std::string file_stem() const {
    std::string stem = request_.part;
    for (char& c : stem)
      if (c == '/' || c == '\\' || static_cast<unsigned char>(c) < 32) c = '_';
    if (stem[0] == '.') stem[0] = '_';
    return stem;
  }

  Status fit() {
    dataset_ = make_dataset(device_, request_.extractions, kFitPoints, request_.part);
    if (!request_.model_text.empty()) return take_given_model();
    FitOptions options;
    options.given = request_.given;
    options.progress = [&](int stage, int of, const std::string& name) {
      return tell("fit", 100 * stage / of, name).ok();
    };
    auto fitted = fit_model(device_, dataset_, simulator_, options);
    if (fitted.ok()) {
      verification_.fit = std::move(fitted).value();
      verification_.made = true;
      verification_.model_text =
          model_card(device_, request_.part, verification_.model_name, verification_.fit, dataset_,
                     request_.extractions, verification_.simulator);
      verification_.model_sha256 = sha256_hex(verification_.model_text);
      return {};
    }
    if (fitted.error().code != ErrorCode::bad_input) return fitted.error();
    no_model_ = fitted.error().message;
    return {};
  }

  // A model from elsewhere is proved as it is written; what it runs is screened with every deck.
  Status take_given_model() {
    const bool is_subckt = !device_.instance.empty() && std::toupper(device_.instance[0]) == 'X';
    verification_.model_name = model_name_in(request_.model_text, is_subckt);
    if (verification_.model_name.empty())
      return Error{ErrorCode::bad_input, std::string("the model to verify holds no ") +
                                             (is_subckt ? ".subckt" : ".model") +
                                             ", which the class '" + device_.name + "' is"};
    verification_.model_text = request_.model_text;
    verification_.model_sha256 = sha256_hex(verification_.model_text);
    verification_.made = true;
    return {};
  }

  void verify() {
    Dataset dense = make_dataset(device_, request_.extractions, kVerifyPoints, request_.part);
    for (std::size_t i = 0; i < std::min(dense.curves.size(), dataset_.curves.size()); ++i)
      dense.curves[i].contradicts = dataset_.curves[i].contradicts;
    verification_.figures =
        verify_figures(device_, verification_.model_text, verification_.model_name, dense,
                       request_.extractions, limits_, simulator_);
    for (VerifiedFigure& figure : verification_.figures)
      figure.fit_error = fit_error(figure.extraction);
  }

  double fit_error(std::size_t extraction) const {
    if (!request_.model_text.empty()) return 0;  // nothing was fitted
    double sum = 0;
    int count = 0;
    for (std::size_t i = 0; i < dataset_.curves.size(); ++i) {
      if (dataset_.curves[i].extraction != extraction || dataset_.curves[i].contradicts) continue;
      sum += std::pow(verification_.fit.curve_rms[i], 2);
      ++count;
    }
    return count > 0 ? std::sqrt(sum / count) : 0;
  }

  VerifiedFigure skipped(std::size_t extraction) const {
    VerifiedFigure figure;
    figure.extraction = extraction;
    figure.reason = dataset_.figures[extraction].reason;
    figure.notes = dataset_.figures[extraction].notes;
    if (figure.reason.empty()) figure.reason = "there is no model to repeat it with";
    return figure;
  }

  void conclude() {
    int used = 0, failed = 0, left_out = 0;
    for (const VerifiedFigure& figure : verification_.figures) {
      used += figure.verdict != "skipped";
      failed += figure.verdict == "fail";
      left_out += figure.verdict == "skipped";
    }
    const bool whole = has_essential();
    const bool good = verification_.made && whole && used > 0 && failed == 0;
    verification_.verdict = good ? "pass" : "fail";
    verification_.summary = verification_.made ? model_sentence(used, failed, left_out)
                                               : "No model: " + no_model_ + ".";
    if (verification_.made && !whole)
      verification_.summary = "The model is not whole: no " + essential_names() +
                              " figure could be used. " + verification_.summary;
  }

  // What the class cannot do without: a diode without a forward curve is no diode's model.
  bool has_essential() const {
    const auto& essential = device_.essential;
    return essential.empty() ||
           std::any_of(dataset_.curves.begin(), dataset_.curves.end(), [&](const DataCurve& curve) {
             return std::find(essential.begin(), essential.end(), curve.bench->family) !=
                    essential.end();
           });
  }

  std::string essential_names() const {
    std::string names;
    for (const std::string& family : device_.essential)
      names += (names.empty() ? "" : " or ") + family;
    return names;
  }

  static std::string counted(int count, const std::string& one) {
    return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
  }

  std::string model_sentence(int used, int failed, int left_out) const {
    std::string text = "The model follows " + counted(used - failed, "figure") + " of the " +
                       std::to_string(used) + " that describe this class within grade A or B";
    if (used == 1)
      text = failed == 0
                 ? "The model follows the one figure that describes this class within grade A or B"
                 : "The model does not follow the figure that describes this class";
    if (left_out > 0) text += "; " + counted(left_out, "figure") + " left out";
    std::string open;
    for (const FittedParameter& parameter : verification_.fit.parameters)
      if (parameter.origin == Origin::otherwise)
        open += (open.empty() ? "" : ", ") + parameter.name;
    if (!open.empty()) text += ". At stated defaults: " + open;
    return text + ".";
  }

  Result<ModelOutcome> write() {
    const Json json = to_json(verification_, request_.extractions);
    std::vector<std::pair<std::string, std::string>> files;
    if (verification_.made) files.emplace_back(verification_.model_file, verification_.model_text);
    files.emplace_back("verification.json", pretty_json(json));
    files.emplace_back("junit.xml", to_junit(verification_, request_.extractions));
    files.emplace_back("report.html", report_html(verification_, request_.extractions,
                                                  request_.overlays, request_.characteristics));
    CURVESPICE_TRY(make_folders(request_.folder));
    ModelOutcome outcome;
    for (const auto& [name, content] : files) {
      CURVESPICE_TRY(write_file_atomic(request_.folder / name, content));
      outcome.files.push_back(name);
    }
    outcome.made = verification_.made;
    outcome.verdict = verification_.verdict;
    outcome.summary = verification_.summary;
    outcome.simulator = verification_.simulator;
    outcome.model_name = verification_.model_name;
    outcome.model_file = verification_.made ? verification_.model_file : "";
    for (const VerifiedFigure& figure : verification_.figures)
      outcome.figures.push_back({request_.extractions[figure.extraction].artifact_name,
                                 figure.verdict, figure.grade, figure.reason});
    return outcome;
  }

  const ModelRequest& request_;
  Simulator& simulator_;
  const ModelProgress& progress_;
  DeviceClass device_;
  Limits limits_;
  Dataset dataset_;
  Verification verification_;
  std::string no_model_;
};

}  // namespace

Result<ModelOutcome> make_model(const ModelRequest& request, Simulator& simulator,
                                const ModelProgress& progress) {
  return Maker(request, simulator, progress).run();
}

Result<ModelOutcome> make_model(const ModelRequest& request, const ModelProgress& progress) {
  const auto simulator = make_ngspice_simulator();
  return make_model(request, *simulator, progress);
}

}  // namespace curvespice
