#include "spice-export/report/report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "base/paths.h"
#include "spice-export/fit/conditions.h"
#include "spice-export/report/html.h"
#include "spice-export/report/plot_svg.h"
#include "spice-export/report/style.h"
#include "spice-export/report/table_section.h"

namespace curvespice {
namespace {

std::string cell(const std::string& content, const char* kind = "") {
  return "<td" + (*kind != '\0' ? " class=\"" + std::string(kind) + "\"" : "") + ">" + content +
         "</td>";
}

std::string family_title(const std::string& family) {
  std::string title = family == "other" ? "not recognised" : family;
  std::replace(title.begin(), title.end(), '_', ' ');
  return title;
}

// "Figure 3, page 4: Forward current as a function of forward voltage"
std::string figure_title(const Extraction& extraction) {
  const Source& source = extraction.source;
  std::string title = source.figure.empty() ? "Figure" : "Figure " + source.figure;
  title += ", page " + std::to_string(source.page);
  const std::string& caption = source.caption.empty() ? extraction.title : source.caption;
  return html_escaped(caption.empty() ? title : title + ": " + caption);
}

std::string chip(const VerifiedFigure& figure) {
  if (figure.verdict == "skipped") return "<span class=\"chip\">left out</span>";
  return "<span class=\"chip " + figure.grade + "\">" + figure.grade + "</span>";
}

std::string condition_text(const VerifiedCurve& curve) {
  std::string text = quantity_text(curve.temperature, "degC");
  for (const auto& [name, value] : curve.conditions)
    if (!temperature_of({{name, value}})) text += ", " + name + " = " + number_text(value);
  return html_escaped(text);
}

// Two decimals, with a real minus; what rounds to nothing is nothing.
std::string signed_percent(double percent) {
  char text[40];
  std::snprintf(text, sizeof text, "%.2f", std::abs(percent));
  const bool negative = percent < 0 && std::string(text) != "0.00";
  return std::string(negative ? "\xE2\x88\x92" : "") + text + " %";
}

class Report {
 public:
  Report(const Verification& verification, const std::vector<Extraction>& extractions,
         const std::map<std::string, std::string>& overlays,
         const std::vector<Characteristic>& table)
      : v_(verification), extractions_(extractions), overlays_(overlays), table_(table) {}

  std::string html() {
    out_ =
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\">\n<title>" +
        html_escaped(v_.part) + ": verification report</title>\n<style>" + kReportStyle +
        "</style></head>\n<body><main>\n";
    head();
    overview();
    if (v_.made) parameters();
    figures();
    if (v_.made) model();
    out_ += table_section_html(table_);
    inputs();
    out_ += "<footer>curvespice " + std::string(engine_version()) +
            ". A model of the typical part as drawn in its datasheet; limits and spread are not in "
            "it.</footer>\n</main></body></html>\n";
    return out_;
  }

 private:
  void head() {
    out_ += "<header><div><h1>" + html_escaped(v_.part) + "</h1><p class=\"soft\">" +
            html_escaped(v_.device) + " model, verified in " + html_escaped(v_.simulator) +
            "</p></div><div class=\"stamp " + v_.verdict + "\">" +
            (v_.made ? v_.verdict == "pass" ? "PASS" : "FAIL" : "NO MODEL") +
            "<small>verification</small></div></header>\n";
    out_ += "<p>" + html_escaped(v_.summary) + "</p>\n";
    if (v_.fit.notes.empty()) return;
    out_ += "<ul class=\"notes\">";
    for (const std::string& note : v_.fit.notes) out_ += "<li>" + html_escaped(note) + "</li>";
    out_ += "</ul>\n";
  }

  void overview() {
    out_ +=
        "<div class=\"card\"><table><tr><th>Figure</th><th>Shows</th><th>Grade</th>"
        "<th class=\"n\">Read to</th><th class=\"n\">Fit</th><th class=\"n\">Verified</th>"
        "<th>Remark</th></tr>\n";
    for (const VerifiedFigure& figure : v_.figures) {
      const Extraction& extraction = extractions_[figure.extraction];
      const bool used = figure.verdict != "skipped";
      const std::string name =
          extraction.source.figure.empty()
              ? "p. " + std::to_string(extraction.source.page)
              : extraction.source.figure + ", p. " + std::to_string(extraction.source.page);
      out_ += std::string(used ? "<tr>" : "<tr class=\"held\">") + cell(html_escaped(name)) +
              cell(html_escaped(family_title(extraction.family))) + cell(chip(figure)) +
              cell(used ? percent_text(figure.extraction_error) : "", "n") +
              cell(used ? percent_text(figure.fit_error) : "", "n") +
              cell(used ? percent_text(figure.verification_error) : "", "n") +
              cell(html_escaped(remark(figure, extraction))) + "</tr>\n";
    }
    out_ +=
        "</table><p class=\"small soft\">Errors are RMS in per cent of the plot, across the "
        "curve: how surely the drawing was read, what the fit left over, and what the written "
        "file gives when the figure is repeated. A and B pass.</p></div>\n";
  }

  static std::string remark(const VerifiedFigure& figure, const Extraction& extraction) {
    if (!figure.reason.empty()) return figure.reason;
    if (extraction.status == Verdict::review)
      return extraction.reasons.empty() ? "the reading needs review"
                                        : "needs review: " + extraction.reasons.front();
    return "";
  }

  void parameters() {
    out_ +=
        "<h2>Parameters</h2><div class=\"card\"><table><tr><th>Name</th><th class=\"n\">Value"
        "</th><th class=\"n\">95 % interval</th><th>From</th><th>Meaning</th></tr>\n";
    for (const FittedParameter& p : v_.fit.parameters) {
      const bool fitted = p.origin == Origin::figure;
      const std::string interval =
          fitted ? quantity_text(p.low, p.unit) + " \xE2\x80\xA6 " + quantity_text(p.high, p.unit)
                 : "";
      std::string meaning = p.meaning;
      if (!p.note.empty()) meaning += (meaning.empty() ? "" : "; ") + p.note;
      out_ += std::string(fitted ? "<tr>" : "<tr class=\"held\">") +
              cell("<b>" + html_escaped(p.name) + "</b>") +
              cell(html_escaped(quantity_text(p.value, p.unit)), "n") +
              cell(html_escaped(interval), "n") +
              cell(html_escaped(origin_text(p, v_, extractions_))) + cell(html_escaped(meaning)) +
              "</tr>\n";
    }
    out_ += "</table>";
    if (!v_.fit.correlations.empty()) {
      out_ += "<p class=\"small soft\">Determined only together (correlation above 0.95): ";
      std::string list;
      for (const Correlation& pair : v_.fit.correlations)
        list += (list.empty() ? "" : ", ") + pair.first + " with " + pair.second;
      out_ += html_escaped(list) + ".</p>";
    }
    out_ += "</div>\n";
  }

  void figures() {
    bool any = false;
    for (const VerifiedFigure& figure : v_.figures) any = any || figure.verdict != "skipped";
    if (!any) return;
    out_ += "<h2>Figures</h2>\n";
    for (const VerifiedFigure& figure : v_.figures)
      if (figure.verdict != "skipped") draw(figure, extractions_[figure.extraction]);
  }

  void draw(const VerifiedFigure& figure, const Extraction& extraction) {
    out_ += "<section class=\"card figure\"><div class=\"figure-head\"><h3>" +
            figure_title(extraction) + "</h3>" + chip(figure) + "</div>\n";
    if (!figure.reason.empty())
      out_ += "<p class=\"why\">" + html_escaped(figure.reason) + "</p>\n";
    out_ += "<div class=\"pair\">" + overlay(extraction);
    for (const char* axis : {"y", "y2"})
      if (std::any_of(figure.curves.begin(), figure.curves.end(),
                      [&](const VerifiedCurve& curve) { return curve.axis == axis; }))
        out_ += "<div>" + figure_svg(figure, extraction, axis) +
                "<p class=\"caption\">points: extracted \xC2\xB7 line: simulated</p></div>";
    out_ += "</div>\n";
    errors(figure);
    notes(figure.notes);
    notes(extraction.contradictions);
    out_ += "</section>\n";
  }

  void notes(const std::vector<std::string>& sentences) {
    if (sentences.empty()) return;
    out_ += "<ul class=\"notes\">";
    for (const std::string& note : sentences) out_ += "<li>" + html_escaped(note) + "</li>";
    out_ += "</ul>";
  }

  std::string overlay(const Extraction& extraction) const {
    const auto found = overlays_.find(extraction.source.crop_png);
    if (found == overlays_.end() || found->second.empty()) return "";
    return "<div><img alt=\"the figure with the extracted curves drawn over it\" "
           "src=\"data:image/png;base64," +
           base64(found->second) +
           "\"><p class=\"caption\">the datasheet's figure with the extracted curves over "
           "it</p></div>";
  }

  void errors(const VerifiedFigure& figure) {
    out_ +=
        "<table><tr><th>Curve</th><th>Simulated at</th><th class=\"n\">RMS</th><th class=\"n\">95 %"
        "</th><th class=\"n\">Worst</th><th class=\"n\">Median of y</th><th class=\"n\">Bias of y"
        "</th><th class=\"n\">RMS in units</th></tr>\n";
    for (std::size_t i = 0; i < figure.curves.size(); ++i) {
      const VerifiedCurve& curve = figure.curves[i];
      const CurveErrors& e = curve.errors;
      const std::string name =
          curve.label.empty() ? "curve " + std::to_string(curve.curve + 1) : curve.label;
      out_ += "<tr>" +
              cell("<span class=\"swatch\" style=\"background:" + std::string(curve_color(i)) +
                   "\"></span>" + html_escaped(name) +
                   (curve.contradicts ? " <b>(contradicts the others)</b>" : "")) +
              cell(condition_text(curve)) + cell(percent_text(e.rms_span), "n") +
              cell(percent_text(e.p95_span), "n") + cell(percent_text(e.max_span), "n") +
              cell(signed_percent(e.median_percent), "n") +
              cell(signed_percent(e.bias_percent), "n") +
              cell(html_escaped(quantity_text(e.rms_units, e.unit)), "n") + "</tr>\n";
    }
    out_ += "</table>\n";
  }

  void model() {
    out_ += "<h2>Model</h2><div class=\"card\"><p class=\"small soft\">" +
            html_escaped(v_.model_file) + ", sha256 <code>" + v_.model_sha256 + "</code></p><pre>" +
            html_escaped(v_.model_text) + "</pre></div>\n";
  }

  void inputs() {
    out_ += "<h2>Inputs</h2><div class=\"card\"><table><tr><th>File</th><th>sha256</th></tr>\n";
    std::set<std::string> shown;
    for (const Extraction& extraction : extractions_)
      if (shown.insert(extraction.source.sha256 + extraction.source.file).second)
        out_ += "<tr>" + cell(html_escaped(extraction.source.file)) +
                cell("<code>" + html_escaped(extraction.source.sha256) + "</code>") + "</tr>\n";
    out_ += "</table><p class=\"small soft\">Simulator: " + html_escaped(v_.simulator) +
            ", reltol 1e-6, gmin 1e-15 S, tnom 25 \xC2\xB0"
            "C.</p></div>\n";
  }

  const Verification& v_;
  const std::vector<Extraction>& extractions_;
  const std::map<std::string, std::string>& overlays_;
  const std::vector<Characteristic>& table_;
  std::string out_;
};

}  // namespace

std::string report_html(const Verification& verification,
                        const std::vector<Extraction>& extractions,
                        const std::map<std::string, std::string>& overlays,
                        const std::vector<Characteristic>& table) {
  return Report(verification, extractions, overlays, table).html();
}

}  // namespace curvespice
