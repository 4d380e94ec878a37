#include "extractor/read_csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <regex>
#include <sstream>

namespace curvespice {
namespace {

constexpr std::array<const char*, 17> kUnits = {"V", "A", "W", "ohm", "S",    "F", "H",  "C", "Hz",
                                                "s", "J", "K", "K/W", "degC", "%", "dB", "1"};

std::optional<double> number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

// RFC 4180 without line breaks inside cells.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> all(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
      all.back() += line[++i];
    else if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      all.emplace_back();
    else
      all.back() += c;
  }
  return all;
}

std::map<std::string, double> conditions_of(const std::string& text) {
  static const std::regex pair("([A-Za-z][A-Za-z0-9_/()]*) *= *([-+0-9.eE]+)");
  std::map<std::string, double> all;
  for (std::sregex_iterator at(text.begin(), text.end(), pair), end; at != end; ++at)
    if (const auto value = number((*at)[2])) all[(*at)[1]] = *value;
  return all;
}

class CsvReader {
 public:
  explicit CsvReader(std::string name) : name_(std::move(name)) {
    out_.source.file = std::filesystem::path(name_).filename().string();
    out_.artifact_name = std::filesystem::path(name_).stem().string();
    out_.status = Verdict::accepted;
    out_.family.clear();
  }

  Result<Extraction> read(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      ++line_;
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.empty()) continue;
      CURVESPICE_TRY(line[0] == '#' ? comment(line) : columns_.empty() ? heading(line) : row(line));
    }
    return finish();
  }

 private:
  Error wrong(const std::string& what) const {
    return {ErrorCode::bad_input,
            out_.source.file + ", line " + std::to_string(line_) + ": " + what};
  }

  Status comment(const std::string& line) {
    static const std::regex entry("^# *([A-Za-z0-9_]+): *(.*)$");
    std::smatch found;
    if (!std::regex_match(line, found, entry)) return {};
    const std::string key = found[1], value = found[2];
    if (key == "family") out_.family = value.substr(0, value.find_first_of(", "));
    if (key == "x") return axis(value, out_.x);
    if (key == "y") return axis(value, out_.y);
    if (key == "y2") return axis(value, out_.y2.emplace());
    if (key == "conditions") out_.conditions = conditions_of(value);
    if (std::regex_match(key, std::regex("c[0-9]+"))) describe_curve(key, value);
    return {};
  }

  Status axis(const std::string& text, Axis& axis) {
    static const std::regex form(
        "^(.*)\\[([^\\]]*)\\](?:, *(linear|log10))?(?:, *([^ ]+) to ([^ ]+))?$");
    std::smatch found;
    if (!std::regex_match(text, found, form))
      return wrong("an axis is 'TITLE [UNIT], linear, 0 to 1'");
    axis.title = found[1];
    while (!axis.title.empty() && axis.title.back() == ' ') axis.title.pop_back();
    axis.unit = found[2];
    if (std::find(kUnits.begin(), kUnits.end(), axis.unit) == kUnits.end())
      return wrong("the unit '" + axis.unit + "' is not SI: write V, A, ohm, F, Hz, s, degC...");
    axis.scale = found[3] == "log10" ? Scale::log10 : Scale::linear;
    const auto lo = number(found[4]), hi = number(found[5]);
    if (found[4].matched && (!lo || !hi || *lo == *hi)) return wrong("the axis' range is no range");
    if (lo && hi) axis.lo = *lo, axis.hi = *hi;
    return {};
  }

  void describe_curve(const std::string& id, const std::string& text) {
    static const std::regex form("^(.*?)(?: \\(([^()]*=[^()]*)\\))?(?:, axis (y2?))?$");
    std::smatch found;
    std::regex_match(text, found, form);
    Curve& curve = curve_named(id);
    if (found[1] != "no label") curve.label = found[1];
    curve.conditions = conditions_of(found[2]);
    if (found[3].matched) curve.axis = found[3];
  }

  Status heading(const std::string& line) {
    columns_ = cells(line);
    for (const std::string& column : columns_)
      if (column != "curve" && column != "label" && column != "x" && column != "y" &&
          column != "x_error" && column != "y_error")
        return wrong("the column '" + column +
                     "' is not one of curve, label, x, y, x_error, y_error");
    for (const char* needed : {"x", "y"})
      if (std::find(columns_.begin(), columns_.end(), needed) == columns_.end())
        return wrong(std::string("there is no column '") + needed + "'");
    return {};
  }

  Status row(const std::string& line) {
    const std::vector<std::string> values = cells(line);
    if (values.size() != columns_.size())
      return wrong("it has " + std::to_string(values.size()) + " cells, the heading " +
                   std::to_string(columns_.size()));
    std::string id = "c1", label;
    std::array<double, 2> point = {0, 0};
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (columns_[i] == "curve") id = values[i];
      if (columns_[i] == "label") label = values[i];
      if (columns_[i] != "x" && columns_[i] != "y") continue;
      const auto value = number(values[i]);
      if (!value) return wrong("'" + values[i] + "' is no finite number");
      point[columns_[i] == "x" ? 0 : 1] = *value;
    }
    Curve& curve = curve_named(id);
    if (curve.label.empty()) curve.label = label;
    curve.points.push_back(point);
    return {};
  }

  Curve& curve_named(const std::string& id) {
    const auto found = std::find_if(out_.curves.begin(), out_.curves.end(),
                                    [&](const Curve& curve) { return curve.id == id; });
    if (found != out_.curves.end()) return *found;
    out_.curves.emplace_back().id = id;
    return out_.curves.back();
  }

  Result<Extraction> finish() {
    if (out_.family.empty())
      return wrong("a line '# family: diode_forward' (or another) is missing");
    if (out_.x.unit.empty() || out_.y.unit.empty())
      return wrong("lines '# x: VF [V]' and '# y: IF [A]' are missing");
    if (out_.curves.empty()) return wrong("there is no curve");
    for (const Curve& curve : out_.curves)
      if (curve.points.size() < 3)
        return wrong("curve '" + curve.id + "' has " + std::to_string(curve.points.size()) +
                     " points; a curve needs 3");
    settle_range(out_.x, 0, "y");
    settle_range(out_.y, 1, "y");
    if (out_.y2) settle_range(*out_.y2, 1, "y2");
    return std::move(out_);
  }

  // Without a stated range the axis is what a plot of the data would have: decades where positive
  // values span more than two of them.
  void settle_range(Axis& axis, std::size_t which, const std::string& side) const {
    if (axis.lo != axis.hi) return;
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const Curve& curve : out_.curves)
      for (const auto& point : curve.points) {
        if (which == 1 && curve.axis != side) continue;
        low = std::min(low, point[which]);
        high = std::max(high, point[which]);
      }
    if (low > 0 && high > 100 * low) axis.scale = Scale::log10;
    if (axis.scale == Scale::linear) low = std::min(low, 0.0);
    axis.lo = low;
    axis.hi = high > low ? high : low + 1;
  }

  std::string name_;
  int line_ = 0;
  std::vector<std::string> columns_;
  Extraction out_;
};

}  // namespace

Result<Extraction> extraction_from_csv(const std::string& text, const std::string& name) {
  return CsvReader(name).read(text);
}

}  // namespace curvespice
