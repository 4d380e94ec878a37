// The columns of a table of characteristics, found from its header row and the gaps below it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/characteristics/text_lines.h"

namespace curvespice {

enum class ColumnKind { symbol, name, conditions, minimum, typical, maximum, unit };

struct Column {
  ColumnKind kind = ColumnKind::name;
  double left = 0, right = 0;  // where its cells lie
};

// What a header phrase announces: "Min.", "Typ", "MAX", "Symbol", "Parameter", "Characteristic",
// "Test Conditions", "Units". Nothing for any other text.
std::optional<ColumnKind> column_kind(const std::string& header);

// The columns under the header `lines[header]`, judging by the lines up to `end`; empty when that
// line is no header (it must name a value column and at least one other).
std::vector<Column> find_columns(const std::vector<TableLine>& lines, std::size_t header,
                                 std::size_t end);

bool is_value(ColumnKind kind);

}  // namespace curvespice
