#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "base/json.h"
#include "spice-export/library/library.h"
#include "spice-export/library/library_files.h"

namespace curvespice {
namespace {

namespace fs = std::filesystem;

constexpr double kMoved = 0.001;  // of the plot: what is less is rounding

std::map<std::string, double> parameters_of(const Json& verification) {
  std::map<std::string, double> values;
  for (const Json& parameter : verification.value("parameters", Json::array()))
    values[parameter.value("name", "")] = parameter.value("value", 0.0);
  return values;
}

struct CurveRecord {
  std::vector<std::array<double, 2>> simulated;
};

std::map<std::string, CurveRecord> curves_of(const Json& verification) {
  std::map<std::string, CurveRecord> records;
  for (const Json& figure : verification.value("figures", Json::array()))
    for (const Json& curve : figure.value("curves", Json::array())) {
      CurveRecord record;
      for (const Json& point : curve.value("simulated", Json::array()))
        record.simulated.push_back({point.at(0), point.at(1)});
      records["figure " + figure.value("figure", "") + " '" + curve.value("label", "") + "'"] =
          std::move(record);
    }
  return records;
}

// The largest distance between corresponding points, part of the range the first one covers.
double largest_move(const CurveRecord& a, const CurveRecord& b) {
  if (a.simulated.size() != b.simulated.size() || a.simulated.empty()) return 1;
  double worst = 0;
  for (const int axis : {0, 1}) {
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const auto& point : a.simulated) {
      low = std::min(low, point[static_cast<std::size_t>(axis)]);
      high = std::max(high, point[static_cast<std::size_t>(axis)]);
    }
    for (std::size_t i = 0; i < a.simulated.size(); ++i) {
      const auto k = static_cast<std::size_t>(axis);
      worst = std::max(
          worst, std::abs(a.simulated[i][k] - b.simulated[i][k]) / std::max(high - low, 1e-300));
    }
  }
  return worst;
}

void compare_part(const std::string& part, const Json& before, const Json& after,
                  LibraryDifference& difference) {
  const auto old_values = parameters_of(before), new_values = parameters_of(after);
  for (const auto& [name, value] : new_values) {
    const auto old_value = old_values.find(name);
    const double was = old_value == old_values.end() ? 0 : old_value->second;
    if (was != value) difference.parameters.push_back({part, name, was, value});
  }
  const std::string old_verdict = before.value("verdict", ""), verdict = after.value("verdict", "");
  if (old_verdict != verdict)
    difference.verdicts.push_back(part + ": " + old_verdict + " -> " + verdict);
  const auto old_curves = curves_of(before), new_curves = curves_of(after);
  for (const auto& [name, curve] : new_curves) {
    const auto old_curve = old_curves.find(name);
    if (old_curve == old_curves.end()) {
      difference.curves.push_back(part + " " + name + ": new");
      continue;
    }
    const double move = largest_move(old_curve->second, curve);
    char text[60];
    std::snprintf(text, sizeof text, ": moved by %.2g %% of its range", 100 * move);
    if (move > kMoved) difference.curves.push_back(part + " " + name + text);
  }
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Result<LibraryDifference> diff_libraries(const fs::path& before, const fs::path& after) {
  LibraryDifference difference;
  const auto old_parts = parts_in(before), new_parts = parts_in(after);
  for (const fs::path& folder : {before, after})
    if (!fs::is_directory(folder / "parts"))
      return Error{ErrorCode::not_found,
                   folder.string() + " is no library: it has no folder 'parts'"};
  for (const std::string& part : old_parts)
    if (!contains(new_parts, part)) difference.removed.push_back(part);
  for (const std::string& part : new_parts) {
    if (!contains(old_parts, part)) {
      difference.added.push_back(part);
      continue;
    }
    CURVESPICE_ASSIGN(const PartFiles old_files, read_part_files(part_folder(before, part), part));
    CURVESPICE_ASSIGN(const PartFiles files, read_part_files(part_folder(after, part), part));
    CURVESPICE_ASSIGN(const Json old_json, parse_json(old_files.verification, part));
    CURVESPICE_ASSIGN(const Json json, parse_json(files.verification, part));
    compare_part(part, old_json, json, difference);
  }
  return difference;
}

std::string describe(const LibraryDifference& difference) {
  std::string text;
  for (const std::string& part : difference.added) text += part + ": added\n";
  for (const std::string& part : difference.removed) text += part + ": removed\n";
  for (const std::string& line : difference.verdicts) text += line + "\n";
  for (const ParameterChange& change : difference.parameters) {
    char values[80];
    std::snprintf(values, sizeof values, "%.6g -> %.6g", change.before, change.after);
    text += change.part + " " + change.parameter + ": " + values + "\n";
  }
  for (const std::string& line : difference.curves) text += line + "\n";
  return text.empty() ? "no difference\n" : text;
}

}  // namespace curvespice
