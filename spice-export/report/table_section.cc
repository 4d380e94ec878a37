#include "spice-export/report/table_section.h"

#include "spice-export/report/html.h"

namespace curvespice {
namespace {

std::string cell(const std::string& text, bool number = false) {
  return std::string(number ? "<td class=\"n\">" : "<td>") + html_escaped(text) + "</td>";
}

std::string value_text(const std::optional<double>& value) {
  return value ? number_text(*value) : "";
}

}  // namespace

std::string table_section_html(const std::vector<Characteristic>& rows) {
  if (rows.empty()) return "";
  std::string html =
      "<h2>The datasheet's table</h2><div class=\"card\"><details><summary>" +
      std::to_string(rows.size()) +
      " rows, as printed; the fit does not use them</summary><table><tr><th>Symbol</th>"
      "<th>Name</th><th>Conditions</th><th class=\"n\">min</th><th class=\"n\">typ</th>"
      "<th class=\"n\">max</th><th>Unit</th><th class=\"n\">Page</th></tr>\n";
  for (const Characteristic& row : rows)
    html += "<tr>" + cell(row.symbol) + cell(row.name) + cell(row.conditions) +
            cell(value_text(row.minimum), true) + cell(value_text(row.typical), true) +
            cell(value_text(row.maximum), true) + cell(row.unit) +
            cell(std::to_string(row.page), true) + "</tr>\n";
  return html + "</table></details></div>\n";
}

}  // namespace curvespice
