#include "extractor/characteristics/table_columns.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace curvespice {
namespace {

std::string lower_letters(const std::string& text) {
  std::string letters;
  for (const char c : text)
    if (std::isalpha(static_cast<unsigned char>(c)) != 0)
      letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return letters;
}

struct HeaderWord {
  const char* begins;
  ColumnKind kind;
};

constexpr HeaderWord kHeaderWords[] = {
    {"min", ColumnKind::minimum},
    {"typ", ColumnKind::typical},
    {"max", ColumnKind::maximum},
    {"symbol", ColumnKind::symbol},
    {"parameter", ColumnKind::name},
    {"characteristic", ColumnKind::name},
    {"description", ColumnKind::name},
    {"rating", ColumnKind::name},
    {"item", ColumnKind::name},
    {"condition", ColumnKind::conditions},
    {"testcondition", ColumnKind::conditions},
    {"unit", ColumnKind::unit},
};

struct Header {
  ColumnKind kind;
  Box box;
};

std::vector<Header> read_header(const TableLine& line) {
  std::vector<Header> headers;
  for (const Phrase& phrase : line.phrases)
    if (const auto kind = column_kind(phrase.text)) headers.push_back({*kind, phrase.box});
  return headers;
}

// Between two headers: the x that the fewest cells cover, in the middle of the widest such gap.
double gap_between(const Header& a, const Header& b, const std::vector<TableLine>& lines,
                   std::size_t begin, std::size_t end) {
  constexpr int kSteps = 80;
  const double from = a.box.centre().x, to = b.box.centre().x;
  std::vector<int> covered(kSteps + 1, 0);
  for (std::size_t i = begin; i < end; ++i)
    for (const Phrase& phrase : lines[i].phrases)
      for (int k = 0; k <= kSteps; ++k) {
        const double x = from + (to - from) * k / kSteps;
        if (x > phrase.box.left && x < phrase.box.right) ++covered[static_cast<std::size_t>(k)];
      }
  const int least = *std::min_element(covered.begin(), covered.end());
  int best_begin = 0, best_length = 0;
  for (int k = 0, begin_of_run = 0; k <= kSteps; ++k) {
    if (covered[static_cast<std::size_t>(k)] != least) begin_of_run = k + 1;
    if (k - begin_of_run + 1 > best_length) {
      best_length = k - begin_of_run + 1;
      best_begin = begin_of_run;
    }
  }
  return from + (to - from) * (best_begin + (best_length - 1) / 2.0) / kSteps;
}

// Where the table has no header over its symbols, they stand in a narrow column of their own left
// of the names; the gap behind them is covered by nothing.
void add_unnamed_symbols(std::vector<Column>& columns, const std::vector<TableLine>& lines,
                         std::size_t begin, std::size_t end) {
  if (columns.front().kind != ColumnKind::name) return;
  double left = 1e9, name_left = 1e9;
  int with_two = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (lines[i].phrases.size() < 3) continue;
    const Phrase& first = lines[i].phrases[0];
    const Phrase& second = lines[i].phrases[1];
    if (second.box.right > columns.front().right || first.text.size() > 14) continue;
    left = std::min(left, first.box.left);
    name_left = std::min(name_left, second.box.left);
    ++with_two;
  }
  if (with_two < 2 || name_left <= left) return;
  columns.front().left = name_left - 1;
  columns.insert(columns.begin(), {ColumnKind::symbol, left - 1, name_left - 1});
}

}  // namespace

std::optional<ColumnKind> column_kind(const std::string& header) {
  const std::string letters = lower_letters(header);
  for (const HeaderWord& word : kHeaderWords) {
    const std::string begins = word.begins;
    // "Minimum", "Conditions", "Units" — but not "Maximum ratings" or "Unit mounted on".
    if (letters.rfind(begins, 0) == 0 && letters.size() <= begins.size() + 5) return word.kind;
  }
  return std::nullopt;
}

bool is_value(ColumnKind kind) {
  return kind == ColumnKind::minimum || kind == ColumnKind::typical || kind == ColumnKind::maximum;
}

std::vector<Column> find_columns(const std::vector<TableLine>& lines, std::size_t header,
                                 std::size_t end) {
  const std::vector<Header> headers = read_header(lines[header]);
  const bool has_value = std::any_of(headers.begin(), headers.end(),
                                     [](const Header& one) { return is_value(one.kind); });
  if (!has_value || headers.size() < 3) return {};
  std::vector<Column> columns;
  double left = -1e9;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const double right = i + 1 < headers.size()
                             ? gap_between(headers[i], headers[i + 1], lines, header + 1, end)
                             : 1e9;
    columns.push_back({headers[i].kind, left, right});
    left = right;
  }
  add_unnamed_symbols(columns, lines, header + 1, end);
  return columns;
}

}  // namespace curvespice
