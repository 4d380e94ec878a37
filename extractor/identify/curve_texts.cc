#include "extractor/identify/curve_texts.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

namespace curvespice {
namespace {

constexpr double kWordGap = 0.9;  // heights between words of one label

bool digits_only(const std::string& text) {
  return !text.empty() && text.size() <= 2 && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c));
  });
}

// "(1) Tamb = 150 °C (2) Tamb = 85 °C" -> its entries.
void read_key(const std::string& printed, std::map<std::string, std::string>& key) {
  const std::string text = plain_text(printed);
  std::vector<std::pair<std::string, std::size_t>> numbers;  // number, where its text begins
  std::vector<std::size_t> starts;
  for (std::size_t open = text.find('('); open != std::string::npos;
       open = text.find('(', open + 1)) {
    const std::size_t close = text.find(')', open);
    if (close == std::string::npos) break;
    const std::string inside = text.substr(open + 1, close - open - 1);
    const bool begins_entry = open == 0 || text[open - 1] == ' ' || text[open - 1] == ';';
    if (!digits_only(inside) || !begins_entry) continue;
    numbers.emplace_back(inside, close + 1);
    starts.push_back(open);
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : text.size();
    std::string entry = trimmed(text.substr(numbers[i].second, end - numbers[i].second));
    while (!entry.empty() && (entry.back() == ';' || entry.back() == ',' || entry.back() == '.'))
      entry.pop_back();
    const std::size_t sense = entry.find_first_not_of(" :=-");
    if (sense == std::string::npos) continue;
    key.emplace(numbers[i].first, entry.substr(sense));
  }
}

bool near_plot(const Figure& figure, const TextLine& line) {
  const Box& p = figure.plot;
  const Box& b = line.box;
  const double h = line.height;
  const bool in = p.contains(b.centre(), 0.3 * h);
  const bool at_right = b.left >= p.right - 0.5 * h && b.left < p.right + 2 * h &&
                        b.centre().y > p.top - h && b.centre().y < p.bottom + h;
  const bool on_top = b.bottom <= p.top + 0.5 * h && b.bottom > p.top - 1.2 * h &&
                      b.left > p.left && b.right < p.right + 2 * h;
  return in || at_right || on_top;
}

// "(1) (2)" on one line are the numbers of two curves.
std::vector<TextLine> split_numbers(const std::vector<Word>& words, const TextLine& line) {
  const bool numbers =
      line.words.size() >= 2 && std::all_of(line.words.begin(), line.words.end(), [&](int word) {
        const std::string& text = words[word].text;
        return text.front() == '(' && !key_number(text).empty();
      });
  if (!numbers) return {line};
  std::vector<TextLine> out;
  for (int word : line.words) {
    TextLine part = line;
    part.text = words[word].text;
    part.box = words[word].box;
    part.words = {word};
    out.push_back(std::move(part));
  }
  return out;
}

bool in_brackets(const std::string& text) {
  return text.size() > 4 && text.front() == '(' && text.back() == ')' && key_number(text).empty();
}

// Whether `note` is the second line of the label `first`: "Tj = 150 °C" above "(typical values)".
bool continues(const TextLine& first, const TextLine& note) {
  const double h = std::min(first.height, note.height), gap = note.box.top - first.box.bottom;
  const bool aligned = std::abs(first.box.left - note.box.left) < 0.6 * h ||
                       std::abs(first.box.centre().x - note.box.centre().x) < 0.6 * h;
  return first.angle == 0 && note.angle == 0 && aligned && gap > -0.4 * h && gap < 0.8 * h &&
         first.text.find('=') != std::string::npos;
}

void append(TextLine& first, const TextLine& note) {
  first.text += " " + trimmed(note.text);
  first.words.insert(first.words.end(), note.words.begin(), note.words.end());
  first.box.include({note.box.left, note.box.top});
  first.box.include({note.box.right, note.box.bottom});
}

// Labels of two lines, the second in brackets, become one.
void join_second_lines(std::vector<TextLine>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!in_brackets(trimmed(lines[i].text))) continue;
    const auto first = std::ranges::find_if(
        lines, [&](const TextLine& line) { return continues(line, lines[i]); });
    if (first == lines.end()) continue;
    append(*first, lines[i]);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i--));
  }
}

// Where a figure's key may stand below its cell: the caption often closes the cell above it.
bool in_reach(const Figure& figure, const Box& word) {
  const Point at = word.centre();
  if (figure.cell.contains(at)) return true;
  return at.x > figure.cell.left && at.x < figure.cell.right && at.y > figure.cell.bottom &&
         at.y < figure.plot.bottom + 0.6 * figure.plot.height();
}

}  // namespace

std::string key_number(const std::string& printed) {
  std::string text = trimmed(plain_text(printed));
  if (text.size() >= 3 && text.front() == '(' && text.back() == ')')
    text = text.substr(1, text.size() - 2);
  return digits_only(text) ? text : "";
}

CurveTexts find_curve_texts(const Page& page, const Figure& figure, const AxesReading& axes) {
  std::vector<int> free;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    const int index = static_cast<int>(i);
    const bool taken = std::binary_search(axes.words.begin(), axes.words.end(), index);
    if (!taken && in_reach(figure, page.words[i].box)) free.push_back(index);
  }
  CurveTexts out;
  const std::string caption = words_only(figure.caption);
  for (TextLine& line : join_lines(page.words, free, kWordGap)) {
    const bool of_cell = figure.cell.contains(line.box.centre());
    if (!of_cell && line.text.find('=') == std::string::npos) continue;
    out.all += line.text + "\n";
    const bool of_caption = words_only(line.text).size() > 12 &&
                            caption.find(words_only(line.text)) != std::string::npos;
    if (near_plot(figure, line) && !of_caption) {
      for (TextLine& part : split_numbers(page.words, line)) out.inside.push_back(std::move(part));
    } else {
      read_key(line.text, out.key);
      out.outside.push_back(std::move(line));
    }
  }
  join_second_lines(out.inside);
  for (const TextLine& line : out.inside)
    if (plain_text(line.text).find("(1)") == 0) read_key(line.text, out.key);
  out.all += figure.caption;
  return out;
}

}  // namespace curvespice
