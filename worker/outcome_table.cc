#include "worker/outcome_table.h"

#include <algorithm>
#include <cstdio>
#include <vector>

namespace curvespice {
namespace {

struct Row {
  std::string file;
  std::size_t figures = 0, accepted = 0, review = 0, refused = 0, curves = 0;

  void add(const FigureSummary& figure) {
    ++figures;
    accepted += figure.status == Verdict::accepted;
    review += figure.status == Verdict::review;
    refused += figure.status == Verdict::refused;
    curves += figure.curves;
  }
};

std::string line(const Row& row, int width) {
  char text[400];
  std::snprintf(text, sizeof text, "  %-*s %8zu %9zu %7zu %8zu %7zu\n", width, row.file.c_str(),
                row.figures, row.accepted, row.review, row.refused, row.curves);
  return text;
}

}  // namespace

std::string outcome_table(const JobOutcome& outcome) {
  constexpr std::size_t kWidest = 60;
  std::vector<Row> rows;
  Row total{"together"};
  std::size_t width = total.file.size();
  for (const FigureSummary& figure : outcome.figures) {
    auto row = std::ranges::find(rows, figure.file, &Row::file);
    if (row == rows.end()) row = rows.insert(rows.end(), Row{figure.file});
    row->add(figure);
    total.add(figure);
    width = std::max(width, std::min(figure.file.size(), kWidest));
  }
  const int column = static_cast<int>(width);
  char head[400];
  std::snprintf(head, sizeof head, "  %-*s %8s %9s %7s %8s %7s\n", column, "file", "figures",
                "accepted", "review", "refused", "curves");
  std::string table = head;
  for (const Row& row : rows) table += line(row, column);
  if (rows.size() > 1) table += line(total, column);
  if (!outcome.problems.empty())
    table += "  " + std::to_string(outcome.problems.size()) + " could not be read\n";
  return table;
}

}  // namespace curvespice
