#include "spice-export/library/library_index.h"

#include <algorithm>

#include "base/json.h"
#include "spice-export/report/html.h"
#include "spice-export/report/style.h"

namespace curvespice {
namespace {

struct WorstFigure {
  std::string name, grade;
  double error = 0;
};

// The figure that the model follows least.
WorstFigure worst_figure(const PartFiles& files) {
  WorstFigure worst;
  const auto json = parse_json(files.verification, "verification.json");
  if (!json.ok()) return worst;
  for (const Json& figure : json->value("figures", Json::array())) {
    if (figure.value("verdict", "skipped") == "skipped") continue;
    const double error = figure.value("errors", Json::object()).value("verification", 0.0);
    if (worst.grade.empty() || error > worst.error)
      worst = {figure.value("family", ""), figure.value("grade", ""), error};
  }
  return worst;
}

}  // namespace

std::string index_html(const std::string& library,
                       const std::vector<std::pair<std::string, PartFiles>>& parts) {
  std::string rows;
  int passed = 0;
  for (const auto& [name, files] : parts) {
    passed += files.verdict == "pass";
    const WorstFigure worst = worst_figure(files);
    rows += "<tr><td><a href=\"parts/" + html_escaped(name) + "/report.html\"><b>" +
            html_escaped(name) + "</b></a></td><td><span class=\"chip " +
            (files.verdict == "pass" ? "A" : "fail") + "\">" + html_escaped(files.verdict) +
            "</span></td><td>" + html_escaped(worst.name) + " " + html_escaped(worst.grade) +
            "</td><td class=\"n\">" + (worst.grade.empty() ? "" : percent_text(worst.error)) +
            "</td><td>" + html_escaped(files.summary) + "</td></tr>\n";
  }
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<title>" +
         html_escaped(library) + "</title>\n<style>" + kReportStyle +
         "</style></head>\n<body><main>\n<h1>" + html_escaped(library) +
         "</h1>\n<p class=\"soft\">" + std::to_string(passed) + " of " +
         std::to_string(parts.size()) +
         " parts pass their verification.</p>\n<div class=\"card\"><table><tr><th>Part</th>"
         "<th>Verdict</th><th>Worst figure</th><th class=\"n\">Error</th><th>Summary</th></tr>\n" +
         rows + "</table></div>\n</main></body></html>\n";
}

}  // namespace curvespice
