#include "extractor/identify/assignment.h"

#include <algorithm>
#include <limits>

namespace curvespice {

// Jonker's form with potentials; each row has a dummy column of its own at the price of staying
// alone. Rows and columns count from 1 inside, 0 stands for none.
Assignment assign(const std::vector<std::vector<double>>& cost, double alone) {
  const std::size_t rows = cost.size();
  const std::size_t columns = rows == 0 ? 0 : cost[0].size();
  const std::size_t all = columns + rows;
  const auto price = [&](std::size_t i, std::size_t j) {
    return j <= columns ? cost[i - 1][j - 1] : alone;
  };
  std::vector<double> u(rows + 1, 0), v(all + 1, 0);
  std::vector<std::size_t> row_of(all + 1, 0), way(all + 1, 0);
  for (std::size_t i = 1; i <= rows; ++i) {
    row_of[0] = i;
    std::size_t at = 0;
    std::vector<double> least(all + 1, std::numeric_limits<double>::infinity());
    std::vector<bool> done(all + 1, false);
    do {
      done[at] = true;
      double delta = std::numeric_limits<double>::infinity();
      std::size_t next = 0;
      for (std::size_t j = 1; j <= all; ++j) {
        if (done[j]) continue;
        const double reduced = price(row_of[at], j) - u[row_of[at]] - v[j];
        if (reduced < least[j]) least[j] = reduced, way[j] = at;
        if (least[j] < delta) delta = least[j], next = j;
      }
      for (std::size_t j = 0; j <= all; ++j) {
        if (done[j])
          u[row_of[j]] += delta, v[j] -= delta;
        else
          least[j] -= delta;
      }
      at = next;
    } while (row_of[at] != 0);
    for (; at != 0; at = way[at]) row_of[at] = row_of[way[at]];
  }
  Assignment out;
  out.column_of_row.assign(rows, -1);
  for (std::size_t j = 1; j <= all; ++j) {
    if (row_of[j] == 0) continue;
    out.total += price(row_of[j], j);
    if (j <= columns) out.column_of_row[row_of[j] - 1] = static_cast<int>(j) - 1;
  }
  return out;
}

// The alignment of two sequences: best[i][j] is the least cost of the first i rows and j columns.
Assignment assign_in_order(const std::vector<std::vector<double>>& cost, double alone,
                           const std::vector<int>& rows, const std::vector<int>& columns) {
  const std::size_t n = rows.size(), m = columns.size();
  const auto pair = [&](std::size_t i, std::size_t j) {
    return cost[static_cast<std::size_t>(rows[i - 1])][static_cast<std::size_t>(columns[j - 1])];
  };
  std::vector<std::vector<double>> best(n + 1, std::vector<double>(m + 1, 0));
  for (std::size_t i = 1; i <= n; ++i) {
    best[i][0] = best[i - 1][0] + alone;
    for (std::size_t j = 1; j <= m; ++j)
      best[i][j] =
          std::min({best[i - 1][j - 1] + pair(i, j), best[i - 1][j] + alone, best[i][j - 1]});
  }
  Assignment out;
  out.column_of_row.assign(cost.size(), -1);
  out.total = best[n][m] + alone * static_cast<double>(cost.size() - n);
  for (std::size_t i = n, j = m; i > 0 && j > 0;) {
    if (best[i][j] == best[i - 1][j - 1] + pair(i, j)) {
      --i, --j;
      out.column_of_row[static_cast<std::size_t>(rows[i])] = columns[j];
    } else if (best[i][j] == best[i - 1][j] + alone) {
      --i;
    } else {
      --j;
    }
  }
  return out;
}

}  // namespace curvespice
