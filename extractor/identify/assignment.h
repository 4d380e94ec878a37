// One-to-one matching of least total cost.
#pragma once

#include <vector>

namespace curvespice {

struct Assignment {
  std::vector<int> column_of_row;  // -1: left alone
  double total = 0;
};

// cost[row][column]; a row may be left alone at `alone`. Hungarian method, O(n³).
Assignment assign(const std::vector<std::vector<double>>& cost, double alone);

// The same where rows and columns have an order and the matching must keep it: `rows` and `columns`
// list them from first to last. Rows and columns that are not listed stay alone.
Assignment assign_in_order(const std::vector<std::vector<double>>& cost, double alone,
                           const std::vector<int>& rows, const std::vector<int>& columns);

}  // namespace curvespice
