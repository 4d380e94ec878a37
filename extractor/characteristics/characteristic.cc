#include "extractor/characteristics/characteristic.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <map>
#include <sstream>

#include "extractor/characteristics/table_columns.h"
#include "extractor/characteristics/text_lines.h"
#include "extractor/figure/rules.h"

namespace curvespice {
namespace {

constexpr double kShortestRule = 15;  // page units: shorter ones are drawn minus signs

using Cells = std::map<ColumnKind, std::string>;

struct Row {
  Cells cells;
  std::map<ColumnKind, double> middles;  // x of the cells' texts
  Box box;
};

struct Table {
  std::vector<Row> rows;
  std::vector<Column> columns;
  std::vector<RuledLine> rules;  // horizontal lines of the page
};

// A number as tables print it; nothing for dashes, words and ranges.
std::optional<double> number_of(std::string text) {
  for (const auto& [from, to] :
       {std::pair<std::string, std::string>{"\u2212", "-"}, {"\u2013", "-"}, {"+", ""}, {" ", ""}})
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;)
      text.replace(at, from.size(), to);
  if (text.empty()) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (*end != '\0' || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool has_number(const Row& row) {
  return std::any_of(row.cells.begin(), row.cells.end(), [](const auto& cell) {
    return is_value(cell.first) && number_of(cell.second).has_value();
  });
}

Row split_into_cells(const TableLine& line, const std::vector<Column>& columns) {
  Row row{{}, {}, line.box};
  for (const Phrase& phrase : line.phrases) {
    const double x = phrase.box.centre().x;
    for (const Column& column : columns)
      if (x >= column.left && x < column.right) {
        std::string& cell = row.cells[column.kind];
        cell += (cell.empty() ? "" : " ") + phrase.text;
        row.middles[column.kind] = x;
        break;
      }
  }
  return row;
}

std::string cell_of(const Row& row, ColumnKind kind) {
  const auto found = row.cells.find(kind);
  return found == row.cells.end() ? "" : found->second;
}

// Where the texts of a column stand: the median of their middles.
std::optional<double> middle_of_cells(const Table& table, ColumnKind kind) {
  std::vector<double> middles;
  for (const Row& row : table.rows)
    if (const auto at = row.middles.find(kind); at != row.middles.end())
      middles.push_back(at->second);
  if (middles.empty()) return std::nullopt;
  std::ranges::nth_element(middles, middles.begin() + static_cast<long>(middles.size() / 2));
  return middles[middles.size() / 2];
}

// Where rules are drawn across the column, the cell is what stands between two of them.
std::optional<std::string> ruled_cell(const Table& table, std::size_t at, ColumnKind kind) {
  const auto column = std::ranges::find(table.columns, kind, &Column::kind);
  if (column == table.columns.end()) return std::nullopt;
  const double y = table.rows[at].box.centre().y, height = table.rows[at].box.height();
  const double x = middle_of_cells(table, kind).value_or(-1);
  double above = -1e9, below = 1e9;
  for (const RuledLine& rule : table.rules) {
    if (rule.from > x || rule.to < x) continue;
    if (rule.coordinate <= y) above = std::max(above, rule.coordinate);
    if (rule.coordinate > y) below = std::min(below, rule.coordinate);
  }
  if (y - above > 12 * height || below - y > 12 * height) return std::nullopt;
  std::string text;
  for (const Row& row : table.rows) {
    const double own = row.box.centre().y;
    const std::string cell = cell_of(row, kind);
    if (own > above && own < below && !cell.empty()) text += (text.empty() ? "" : " ") + cell;
  }
  return text;
}

// A row that begins nothing: it goes on with what stands above it.
bool is_continuation(const Row& row) {
  return cell_of(row, ColumnKind::symbol).empty() && cell_of(row, ColumnKind::name).empty();
}

// A cell that spans several rows is printed once: either beside the middle of them, on a line that
// holds no number, or on the first of them.
std::string spanning_cell(const Table& table, std::size_t at, ColumnKind kind) {
  const std::vector<Row>& rows = table.rows;
  if (const auto ruled = ruled_cell(table, at, kind)) return *ruled;
  std::string text = cell_of(rows[at], kind);
  if (!text.empty()) return text;
  double nearest = 2.2 * rows[at].box.height();
  for (const Row& other : rows) {
    const double distance = std::abs(other.box.centre().y - rows[at].box.centre().y);
    if (has_number(other) || cell_of(other, kind).empty() || distance >= nearest) continue;
    nearest = distance;
    text = cell_of(other, kind);
  }
  for (std::size_t i = at; text.empty() && i > 0 && is_continuation(rows[i]); --i)
    text = cell_of(rows[i - 1], kind);
  return text;
}

// What a cell says on the lines below that hold no numbers of their own.
std::string continued_cell(const std::vector<Row>& rows, std::size_t at, ColumnKind kind) {
  std::string text = cell_of(rows[at], kind);
  for (std::size_t i = at + 1; i < rows.size() && i < at + 3 && !has_number(rows[i]); ++i) {
    if (!cell_of(rows[i], ColumnKind::symbol).empty()) break;
    const std::string more = cell_of(rows[i], kind);
    if (!more.empty()) text += (text.empty() ? "" : " ") + more;
  }
  return text;
}

Characteristic characteristic_at(const Table& table, std::size_t at, int page) {
  const std::vector<Row>& rows = table.rows;
  Characteristic one;
  one.symbol = spanning_cell(table, at, ColumnKind::symbol);
  if (const auto ruled = ruled_cell(table, at, ColumnKind::name)) one.name = *ruled;
  if (one.name.empty()) one.name = continued_cell(rows, at, ColumnKind::name);
  if (one.name.empty()) one.name = spanning_cell(table, at, ColumnKind::name);
  one.conditions = continued_cell(rows, at, ColumnKind::conditions);
  one.minimum = number_of(cell_of(rows[at], ColumnKind::minimum));
  one.typical = number_of(cell_of(rows[at], ColumnKind::typical));
  one.maximum = number_of(cell_of(rows[at], ColumnKind::maximum));
  one.unit = spanning_cell(table, at, ColumnKind::unit);
  one.page = page;
  return one;
}

// A table ends at the next header or where a gap of four lines opens.
std::size_t table_end(const std::vector<TableLine>& lines, std::size_t header) {
  for (std::size_t i = header + 1; i < lines.size(); ++i) {
    const double gap = lines[i].box.top - lines[i - 1].box.bottom;
    if (gap > 4 * lines[header].box.height()) return i;
    const std::string& first = lines[i].phrases.front().text;
    if (first.starts_with("Fig") || first.starts_with("FIG")) return i;
    int values = 0;
    for (const Phrase& phrase : lines[i].phrases)
      if (const auto kind = column_kind(phrase.text)) values += is_value(*kind) ? 1 : 0;
    if (values > 1) return i;
  }
  return lines.size();
}

// Numbers that nothing names belong to no table: axes of a figure below it, page numbers.
bool is_named(const Characteristic& row) {
  const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  const auto begins = [&](const std::string& text) {
    return !text.empty() && std::isdigit(static_cast<unsigned char>(text[0])) == 0;
  };
  return (begins(row.symbol) && std::ranges::any_of(row.symbol, letter)) ||
         (begins(row.name) && std::ranges::count_if(row.name, letter) >= 3);
}

void add_row(Characteristic row, std::vector<Characteristic>& rows) {
  if (is_named(row)) rows.push_back(std::move(row));
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string printed(const std::optional<double>& value) {
  if (!value) return "";
  std::ostringstream text;
  text.precision(12);
  text << *value;
  return text.str();
}

}  // namespace

std::vector<Characteristic> read_characteristics(const Page& page) {
  const std::vector<TableLine> lines = table_lines(page);
  std::vector<RuledLine> rules;
  for (const RuledLine& rule : find_rules(page).horizontal)
    if (rule.to - rule.from > kShortestRule) rules.push_back(rule);
  std::vector<Characteristic> found;
  for (std::size_t header = 0; header < lines.size(); ++header) {
    const std::size_t end = table_end(lines, header);
    const std::vector<Column> columns = find_columns(lines, header, end);
    if (columns.empty()) continue;
    Table table{{}, columns, rules};
    for (std::size_t i = header + 1; i < end; ++i)
      table.rows.push_back(split_into_cells(lines[i], columns));
    for (std::size_t i = 0; i < table.rows.size(); ++i)
      if (has_number(table.rows[i])) add_row(characteristic_at(table, i, page.number), found);
  }
  return found;
}

std::string to_csv(const std::vector<Characteristic>& rows) {
  std::string csv = "symbol,name,conditions,min,typ,max,unit,page\n";
  for (const Characteristic& row : rows)
    csv += quoted(row.symbol) + "," + quoted(row.name) + "," + quoted(row.conditions) + "," +
           printed(row.minimum) + "," + printed(row.typical) + "," + printed(row.maximum) + "," +
           quoted(row.unit) + "," + std::to_string(row.page) + "\n";
  return csv;
}

}  // namespace curvespice
