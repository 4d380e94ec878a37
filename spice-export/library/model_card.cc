#include "spice-export/library/model_card.h"

#include <cctype>
#include <cstdio>
#include <map>
#include <set>

#include "base/paths.h"
#include "spice-export/fit/conditions.h"

namespace curvespice {
namespace {

constexpr std::size_t kLineLength = 100;

// What is not ASCII is written as people do without it.
std::string ascii(const std::string& text) {
  static const std::map<std::string, std::string> kPlain = {
      {"\xC2\xB0", "deg"},   {"\xC2\xB5", "u"},     {"\xCE\xBC", "u"},       {"\xCE\xA9", "ohm"},
      {"\xE2\x88\x92", "-"}, {"\xE2\x80\x93", "-"}, {"\xE2\x84\xA6", "ohm"}, {"\xC2\xB1", "+-"}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      out += byte < 0x20 ? ' ' : text[i];
      ++i;
      continue;
    }
    std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    const auto known = kPlain.find(text.substr(i, length));
    out += known == kPlain.end() ? "?" : known->second;
    i += length;
  }
  return out;
}

std::string percent(double fraction) {
  char text[40];
  std::snprintf(text, sizeof text, "%.2f %%", 100 * fraction);
  return text;
}

std::string curves_line(const DataCurve& curve, double error) {
  std::string text = "  " + (curve.label.empty() ? "curve " + std::to_string(curve.curve + 1)
                                                 : "'" + curve.label + "'");
  text += ": at " + plain_number(curve.temperature) + " degC";
  for (const BenchCondition& condition : curve.bench->conditions)
    text += ", " + condition.name + " " + plain_number(curve.conditions.at(condition.name));
  return text + ", fit error " + percent(error) + " of the plot (RMS)" +
         (curve.contradicts ? ", left out: contradicts the others" : "");
}

std::string sources(const FittedModel& fit, const Dataset& dataset,
                    const std::vector<Extraction>& extractions) {
  std::string text;
  std::set<std::string> files;
  for (const Extraction& extraction : extractions)
    if (files.insert(extraction.source.sha256).second)
      text += comment_lines("datasheet " + extraction.source.file + ", sha256 " +
                            extraction.source.sha256);
  for (std::size_t i = 0; i < extractions.size(); ++i) {
    if (!dataset.figures[i].used) continue;
    const Source& source = extractions[i].source;
    text +=
        comment_lines("figure " + source.figure + " (page " + std::to_string(source.page) + "), " +
                      extractions[i].family + ", " + verdict_name(extractions[i].status));
    for (std::size_t c = 0; c < dataset.curves.size(); ++c)
      if (dataset.curves[c].extraction == i)
        text += comment_lines(curves_line(dataset.curves[c], fit.curve_rms[c]));
  }
  return text;
}

std::string held(const FittedModel& fit) {
  std::string names;
  for (const FittedParameter& parameter : fit.parameters)
    if (parameter.origin == Origin::otherwise)
      names += (names.empty() ? "" : ", ") + parameter.name;
  return names.empty() ? ""
                       : comment_lines("not determined by a figure, held at defaults: " + names);
}

// Continuations so that no line is long, whatever the template says.
std::string folded(const std::string& text) {
  std::string out;
  std::size_t length = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') length = 0;
    if (text[i] == ' ' && length > kLineLength && text.find('\n', i) - i > 4) {
      out += "\n+";
      length = 1;
    }
    out += text[i];
    ++length;
  }
  return out;
}

}  // namespace

std::string spice_name(const std::string& part, const std::string& prefix) {
  std::string name;
  for (const char c : part) name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  if (name.empty()) name = prefix;
  return name;
}

std::string comment_lines(const std::string& text) {
  const std::string plain = ascii(text);
  std::string out;
  for (std::size_t at = 0; at < plain.size() || at == 0;) {
    std::size_t end = std::min(plain.size(), at + kLineLength);
    if (end < plain.size()) {
      const std::size_t space = plain.rfind(' ', end);
      if (space != std::string::npos && space > at) end = space;
    }
    out += std::string(at == 0 ? "* " : "*   ") + plain.substr(at, end - at) + "\n";
    at = end == plain.size() ? end : end + (plain[end] == ' ' ? 1 : 0);
    if (plain.empty()) break;
  }
  return out;
}

std::string model_card(const DeviceClass& device, const std::string& part, const std::string& name,
                       const FittedModel& fit, const Dataset& dataset,
                       const std::vector<Extraction>& extractions, const std::string& simulator) {
  std::string text =
      comment_lines(part + ": " + device.title + " model, made by curvespice " + engine_version());
  text += comment_lines("Typical part as drawn in its datasheet; no limits, no warranty.");
  text += comment_lines("Fitted and proved with " + simulator + ", tnom 25 degC.");
  text += sources(fit, dataset, extractions);
  text += held(fit);
  for (const std::string& note : fit.notes) text += comment_lines("note: " + note);
  std::string model = folded(render_model(device, name, fit.values()));
  const std::size_t begin = model.find_first_not_of('\n');
  return text + model.substr(begin == std::string::npos ? 0 : begin);
}

}  // namespace curvespice
