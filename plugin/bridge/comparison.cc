#include "plugin/bridge/comparison.h"

#include <cstdio>

#include "base/file.h"
#include "base/json.h"

namespace curvespice::bridge {
namespace {

Result<Json> read_artifact(const Artifact& artifact, const std::string& name) {
  CURVESPICE_ASSIGN(const std::string text, artifact(name));
  return parse_json(text, name);
}

std::string title_of(const Json& figure) {
  const Json source = figure.value("source", Json::object());
  const std::string number = figure.value("figure", "");
  const std::string place =
      number.empty() ? "Page " + std::to_string(source.value("page", 0)) : "Fig. " + number;
  const std::string caption = source.value("caption", "");
  return caption.empty() ? place : place + ": " + caption;
}

Json range_of(const Json& axis) {
  return {{"low", axis.at("lo")},
          {"high", axis.at("hi")},
          {"log", axis.value("scale", "linear") == "log10"},
          {"unit", axis.value("unit", "")},
          {"quantity", axis.value("quantity", "")}};
}

std::string rows_of(const Json& curve) {
  std::string rows;
  const Json& drawn = curve.at("drawn");
  const Json& simulated = curve.at("simulated");
  for (std::size_t i = 0; i < drawn.size() && i < simulated.size(); ++i) {
    char row[80];
    std::snprintf(row, sizeof row, "%.9g %.9g %.9g\n", drawn[i].at(0).get<double>(),
                  drawn[i].at(1).get<double>(), simulated[i].at(1).get<double>());
    rows += row;
  }
  return rows;
}

// The points of the curves that belong to one y axis; empty when there are none.
std::string table_of(const Json& figure, const std::string& axis) {
  std::string table;
  for (const Json& curve : figure.at("curves")) {
    if (curve.value("axis", "y") != axis) continue;
    const std::string rows = rows_of(curve);
    if (rows.empty()) continue;
    table += (table.empty() ? "" : "\n\n") + rows;
  }
  return table;
}

// The name of the first column, which the viewer writes below the axis: one word, "V_F/V".
std::string column_name(const Json& axis) {
  std::string name = axis.value("quantity", "");
  if (const std::string unit = axis.value("unit", ""); !unit.empty()) name += "/" + unit;
  std::erase_if(name, [](unsigned char letter) { return letter <= ' ' || letter == '"'; });
  return name.empty() ? "x" : name;
}

Status add_figure(const Json& figure, const Artifact& artifact, const std::filesystem::path& folder,
                  Json& comparisons) {
  Json axes;
  for (const std::string axis : {"y", "y2"}) {
    const std::string table = table_of(figure, axis);
    if (table.empty()) continue;
    if (axes.is_null()) {
      CURVESPICE_ASSIGN(
          const Json extraction,
          read_artifact(artifact, figure.at("artifact").get<std::string>() + ".json"));
      axes = extraction.at("axes");
    }
    const auto file = folder / ("comparison-" + std::to_string(comparisons.size() + 1) + ".txt");
    CURVESPICE_TRY(
        write_file_atomic(file, column_name(axes.at("x")) + " datasheet model\n" + table));
    comparisons.push_back({{"title", title_of(figure)},
                           {"verdict", figure.value("verdict", "")},
                           {"grade", figure.value("grade", "")},
                           {"table", file.string()},
                           {"x", range_of(axes.at("x"))},
                           {"y", range_of(axes.at(axis))}});
  }
  return {};
}

}  // namespace

Result<Json> write_comparisons(const Artifact& artifact, const std::filesystem::path& folder) {
  CURVESPICE_ASSIGN(const Json verification, read_artifact(artifact, "verification.json"));
  CURVESPICE_TRY(make_folders(folder));
  Json comparisons = Json::array();
  try {
    for (const Json& figure : verification.at("figures"))
      CURVESPICE_TRY(add_figure(figure, artifact, folder, comparisons));
  } catch (const nlohmann::json::exception& problem) {
    return Error{ErrorCode::bad_input,
                 std::string("verification.json is not as it should be: ") + problem.what()};
  }
  if (!comparisons.empty()) return comparisons;
  return Error{ErrorCode::not_found, "no figure was compared with the model: the report says why"};
}

}  // namespace curvespice::bridge
