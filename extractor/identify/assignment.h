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

}  // namespace curvespice
