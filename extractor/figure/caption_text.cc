#include "extractor/figure/caption_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <limits>

#include "extractor/figure/evidence.h"

namespace curvespice {
namespace {

constexpr std::array kPrefixes = {"figure", "fig", "diagram", "graph", "chart"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Splits "Fig.12-" into prefix and number; the number may be empty ("Fig." alone).
struct Start {
  std::string prefix, number;
  bool complete = false;  // the number is in this word
};

std::string trim_number(const std::string& text) {
  std::string number;
  for (const char c : text) {
    const bool inner = (c == '.' || c == '-') && !number.empty();
    if (is_digit(c) || inner ||
        (std::isalpha(static_cast<unsigned char>(c)) && !number.empty() && number.size() < 5))
      number += c;
    else
      break;
  }
  while (!number.empty() && !std::isalnum(static_cast<unsigned char>(number.back())))
    number.pop_back();
  return number;
}

std::optional<Start> caption_start(const std::string& word) {
  std::string lower = word;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string prefix : kPrefixes) {
    if (!lower.starts_with(prefix)) continue;
    std::size_t at = prefix.size();
    while (at < word.size() && (word[at] == '.' || word[at] == ' ')) ++at;
    if (at < word.size() && !is_digit(word[at])) continue;  // "Figures", "Graphics"
    const std::string number = trim_number(word.substr(at));
    return Start{word.substr(0, at), number, !number.empty()};
  }
  return std::nullopt;
}

double middle_y(const Word& word) { return word.box.centre().y; }

// Where the next column of plots begins: a caption never runs into it. A column begins at a plot
// with another one between it and `x`.
double column_end(double x, double y, const std::vector<Figure>& figures,
                  const std::vector<Box>& starts) {
  double end = std::numeric_limits<double>::max();
  for (const Figure& figure : figures) {
    const Box& plot = figure.plot;
    if (std::abs(plot.centre().y - y) > plot.height() + 120) continue;
    const bool next_column = std::ranges::any_of(figures, [&](const Figure& own) {
      return own.plot.right > x && own.plot.right < plot.left;
    });
    if (next_column) end = std::min(end, plot.left - 4);
  }
  for (const Box& start : starts)
    if (start.left > x + 20 && std::abs(start.centre().y - y) < 30)
      end = std::min(end, start.left - 1);
  return end;
}

bool inside_a_plot(const Box& box, const std::vector<Figure>& figures) {
  return std::ranges::any_of(
      figures, [&](const Figure& figure) { return figure.plot.contains(box.centre(), -2); });
}

// Of a row, the words without wide gaps that stand under the caption so far.
std::vector<const Word*> chain_under(const std::vector<const Word*>& row, const Box& caption) {
  std::vector<const Word*> chain;
  for (const Word* word : row) {
    if (!chain.empty() && word->box.left - chain.back()->box.right > 1.5 * word->box.height()) {
      if (chain.back()->box.right > caption.left) break;
      chain.clear();
    }
    chain.push_back(word);
  }
  return chain;
}

struct OpenCaption {
  CaptionText caption;
  Box first_line;
  double line_height = 0;  // of the type, with ascent and descent
  double end = 0;
};

// Reads the words of one row right of the start, then the rows below it while they follow closely.
class CaptionReader {
 public:
  CaptionReader(const std::vector<const Word*>& words, const std::vector<Box>& starts,
                const std::vector<Figure>& figures)
      : words_(words), starts_(starts), figures_(figures) {}

  void read(OpenCaption& open, const Word* number_word) const {
    Box row = open.first_line;
    for (int line = 0; line < kMostRows; ++line) {
      const bool first = line == 0;
      if (!append_row(open, members(open, row, number_word, first), row, first) && !first) return;
      const std::optional<Box> next = next_row(open, row);
      if (!next) return;
      row = *next;
    }
  }

 private:
  static constexpr int kMostRows = 4;

  bool is_start(const Word& word) const {
    return std::ranges::any_of(starts_, [&](const Box& start) {
      return std::abs(start.left - word.box.left) < 0.1 && std::abs(start.top - word.box.top) < 0.1;
    });
  }
  std::vector<const Word*> members(const OpenCaption& open, const Box& row, const Word* number_word,
                                   bool first) const;
  bool append_row(OpenCaption& open, const std::vector<const Word*>& row_words, const Box& row,
                  bool first) const;
  std::optional<Box> next_row(const OpenCaption& open, const Box& row) const;

  const std::vector<const Word*>& words_;
  const std::vector<Box>& starts_;
  const std::vector<Figure>& figures_;
};

std::vector<const Word*> CaptionReader::members(const OpenCaption& open, const Box& row,
                                                const Word* number_word, bool first) const {
  std::vector<const Word*> result;
  const double left = first ? row.left : open.caption.box.left - 60;
  for (const Word* word : words_) {
    if (word == number_word || !on_line(*word, row) || is_start(*word)) continue;
    if (word->box.left < left || word->box.left > open.end) continue;
    if (!first && word->box.height() > 1.3 * open.first_line.height()) continue;
    if (!inside_a_plot(word->box, figures_)) result.push_back(word);
  }
  std::ranges::sort(result, {}, [](const Word* word) { return word->box.left; });
  return first ? result : chain_under(result, open.caption.box);
}

// Up to the first wide gap; the one behind the number may be a tabulator's.
bool CaptionReader::append_row(OpenCaption& open, const std::vector<const Word*>& row_words,
                               const Box& row, bool first) const {
  const auto numeric = [](const Word* word) { return looks_numeric(word->text); };
  if (!first && std::ranges::all_of(row_words, numeric)) return false;  // tick labels
  bool any = false;
  double reached = first || row_words.empty() ? row.right : row_words.front()->box.left;
  for (const Word* word : row_words) {
    if (word->box.left - reached > (any || !first ? 3.5 : 9) * row.height()) break;
    append_word(open.caption.text, word->text);
    open.caption.box.include({word->box.left, word->box.top});
    open.caption.box.include({word->box.right, word->box.bottom});
    reached = word->box.right;
    any = true;
  }
  return any;
}

// The closest words below, under the caption, at a line's distance; not another caption's.
std::optional<Box> CaptionReader::next_row(const OpenCaption& open, const Box& row) const {
  const double step = open.line_height;
  const Box& caption = open.caption.box;
  std::optional<Box> next;
  for (const Word* word : words_) {
    const double dy = middle_y(*word) - row.centre().y;
    const bool under = word->box.right > caption.left - 5 &&
                       word->box.left < std::min(open.end, caption.right + 5);
    if (!under || dy < 0.6 * step || dy > 1.45 * step) continue;
    if (!next || word->box.centre().y < next->centre().y) next = word->box;
  }
  const bool other_start = next && std::ranges::any_of(starts_, [&](const Box& start) {
                             return std::abs(start.centre().y - next->centre().y) < 0.5 * step &&
                                    start.right > caption.left - 5 &&
                                    start.left < caption.right + 5;
                           });
  return other_start ? std::nullopt : next;
}

// The word right behind on the row: "Fig." "3".
const Word* next_on_row(const Word& word, const std::vector<const Word*>& words, double reach) {
  const Word* nearest = nullptr;
  for (const Word* next : words) {
    const double gap = next->box.left - word.box.right;
    if (next == &word || !on_line(*next, word.box) || gap < -1 || gap > reach) continue;
    if (!nearest || next->box.left < nearest->box.left) nearest = next;
  }
  return nearest;
}

std::optional<CaptionStart> named_start(const Word& word, const std::vector<const Word*>& words) {
  const std::optional<Start> start = caption_start(word.text);
  if (!start) return std::nullopt;
  if (start->complete) return CaptionStart{start->prefix, start->number, &word, nullptr};
  const Word* number = next_on_row(word, words, 3 * word.box.height());
  if (!number || !is_digit(number->text[0])) return std::nullopt;
  return CaptionStart{start->prefix, trim_number(number->text), &word, number};
}

bool is_heading_number(const std::string& text) {
  const std::size_t digits = static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
  return digits >= 1 && digits <= 2 && is_digit(text[0]) &&
         (text.size() == digits || (text.size() == digits + 1 && text.back() == '.'));
}

// A number with a capitalised word behind it and nothing close in front.
std::optional<CaptionStart> heading_start(const Word& word, const std::vector<const Word*>& words) {
  if (!is_heading_number(word.text)) return std::nullopt;
  const Word* next = next_on_row(word, words, 2.5 * word.box.height());
  const bool title = next && next->text.size() >= 3 &&
                     std::isupper(static_cast<unsigned char>(next->text[0])) &&
                     std::isalpha(static_cast<unsigned char>(next->text[1]));
  const bool continued = std::ranges::any_of(words, [&](const Word* other) {
    const double gap = word.box.left - other->box.right;
    return other != &word && on_line(*other, word.box) && gap > -1 && gap < word.box.height();
  });
  if (!title || continued) return std::nullopt;
  return CaptionStart{kHeading, trim_number(word.text), &word, nullptr};
}

}  // namespace

std::vector<const Word*> upright_words(const Page& page) {
  std::vector<const Word*> words;
  for (const Word& word : page.words)
    if (std::abs(word.angle) < 5) words.push_back(&word);
  return words;
}

bool on_line(const Word& word, const Box& box) {
  return std::abs(word.box.centre().y - box.centre().y) <
         0.38 * std::max(word.box.height(), box.height());
}

void append_word(std::string& text, const std::string& word) {
  if (!text.empty()) text += ' ';
  text += word;
}

std::vector<CaptionStart> caption_starts(const std::vector<const Word*>& words,
                                         const std::vector<Figure>& figures) {
  std::vector<CaptionStart> starts;
  for (const Word* word : words)
    if (const auto start = named_start(*word, words); start && !inside_a_plot(word->box, figures))
      starts.push_back(*start);
  const std::size_t named = starts.size();
  for (const Word* word : words) {
    const bool number_of_named =
        std::any_of(starts.begin(), starts.begin() + static_cast<std::ptrdiff_t>(named),
                    [&](const CaptionStart& start) { return start.number_word == word; });
    if (number_of_named || inside_a_plot(word->box, figures)) continue;
    if (const auto start = heading_start(*word, words)) starts.push_back(*start);
  }
  return starts;
}

CaptionText read_caption(const CaptionStart& start, const std::vector<CaptionStart>& starts,
                         const std::vector<const Word*>& words,
                         const std::vector<Figure>& figures) {
  std::vector<Box> boxes;
  // A number in the second row of a caption ("at 25 Volts") starts nothing.
  for (const CaptionStart& other : starts)
    if (start.prefix == kHeading || other.prefix != kHeading) boxes.push_back(other.word->box);
  const Box& first = start.word->box;
  OpenCaption open{{"", first}, first, std::max(first.height(), 1.16 * start.word->size), 0};
  if (start.number_word) open.first_line.right = start.number_word->box.right;
  open.caption.box = open.first_line;
  open.end = column_end(first.left, first.centre().y, figures, boxes);
  // A heading's number is the word that it starts with.
  const Word* number = start.prefix == kHeading ? start.word : start.number_word;
  CaptionReader(words, boxes, figures).read(open, number);
  std::string& text = open.caption.text;
  while (!text.empty() && (text[0] == '.' || text[0] == ':' || text[0] == '-' || text[0] == ' '))
    text.erase(0, 1);
  return open.caption;
}

}  // namespace curvespice
