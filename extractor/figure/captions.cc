#include "extractor/figure/captions.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "extractor/figure/evidence.h"

namespace curvespice {
namespace {

constexpr double kFarthestBelow = 120, kFarthestAbove = 75;  // page units, plot edge to caption
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

bool on_line(const Word& word, const Box& box) {
  return std::abs(word.box.centre().y - box.centre().y) <
         0.38 * std::max(word.box.height(), box.height());
}

// Words in reading order: by line, then from the left.
std::vector<const Word*> upright_words(const Page& page) {
  std::vector<const Word*> words;
  for (const Word& word : page.words)
    if (std::abs(word.angle) < 5) words.push_back(&word);
  return words;
}

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

void append(std::string& text, const std::string& word) {
  if (!text.empty()) text += ' ';
  text += word;
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
  Caption caption;
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
  bool any = false;
  double reached = first || row_words.empty() ? row.right : row_words.front()->box.left;
  for (const Word* word : row_words) {
    if (word->box.left - reached > (any || !first ? 3.5 : 9) * row.height()) break;
    append(open.caption.text, word->text);
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

// Distance from plot to caption on the given side, negative when it is not there.
double distance(const Caption& caption, const Figure& figure, bool below) {
  const Box& plot = figure.plot;
  const double reach_left = plot.left - 70, reach_right = plot.right + 30;
  const double middle = caption.box.centre().x;
  const bool in_column = (middle > reach_left && middle < reach_right) ||
                         (caption.box.left > reach_left && caption.box.left < plot.centre().x);
  if (!in_column) return -1;
  const double gap = below ? caption.box.top - plot.bottom : plot.top - caption.box.bottom;
  return gap > -2 && gap < (below ? kFarthestBelow : kFarthestAbove) ? std::max(gap, 0.0) : -1;
}

bool blocked(const Caption& caption, const Figure& figure, const std::vector<Figure>& figures,
             bool below) {
  return std::ranges::any_of(figures, [&](const Figure& other) {
    if (&other == &figure) return false;
    const bool in_column =
        other.plot.left < figure.plot.right && figure.plot.left < other.plot.right;
    const double y = other.plot.centre().y;
    return in_column && (below ? y > figure.plot.bottom && y < caption.box.top
                               : y < figure.plot.top && y > caption.box.bottom);
  });
}

struct Match {
  std::size_t caption = 0, figure = 0;
  double distance = 0;
};

std::vector<Match> matches(const std::vector<Caption>& captions, const std::vector<Figure>& figures,
                           const std::vector<bool>& caption_done,
                           const std::vector<bool>& figure_done, bool below,
                           const std::string& prefix) {
  std::vector<Match> all, result;
  for (std::size_t c = 0; c < captions.size(); ++c)
    for (std::size_t f = 0; f < figures.size(); ++f) {
      if (caption_done[c] || figure_done[f] || captions[c].prefix != prefix) continue;
      const double gap = distance(captions[c], figures[f], below);
      if (gap < 0 || blocked(captions[c], figures[f], figures, below)) continue;
      const double aside = std::abs(captions[c].box.centre().x - figures[f].plot.centre().x);
      all.push_back({c, f, gap + 0.2 * aside});
    }
  std::ranges::sort(all, {}, &Match::distance);
  std::vector<bool> used_caption(captions.size()), used_figure(figures.size());
  for (const Match& match : all) {
    if (used_caption[match.caption] || used_figure[match.figure]) continue;
    used_caption[match.caption] = used_figure[match.figure] = true;
    result.push_back(match);
  }
  return result;
}

double total(const std::vector<Match>& list) {
  double sum = 0;
  for (const Match& match : list) sum += match.distance;
  return sum;
}

// A title without a number: the line of words just above the plot, else the last one below it.
void take_plain_title(const Page& page, Figure& figure) {
  std::vector<const Word*> row;
  const Box& plot = figure.plot;
  double nearest = 36;
  const Word* anchor = nullptr;
  for (const Word& word : page.words) {
    const double gap = plot.top - word.box.bottom;
    const double x = word.box.centre().x;
    if (!figure.cell.contains(word.box.centre())) continue;
    if (gap < -2 || gap > nearest || x < plot.left || x > plot.right || word.angle != 0) continue;
    if (looks_numeric(word.text) || word.text.size() < 3) continue;
    nearest = gap;
    anchor = &word;
  }
  if (!anchor) return;
  for (const Word& word : page.words)
    if (on_line(word, anchor->box) && word.box.right > plot.left - 40 &&
        word.box.left < plot.right + 20 && word.angle == 0)
      row.push_back(&word);
  std::ranges::sort(row, {}, [](const Word* w) { return w->box.left; });
  for (const Word* word : row) append(figure.caption, word->text);
}

}  // namespace

std::vector<Caption> find_captions(const Page& page, const std::vector<Figure>& figures) {
  const std::vector<const Word*> words = upright_words(page);
  struct Found {
    Start start;
    const Word* word;
    const Word* number_word;
  };
  std::vector<Found> found;
  std::vector<Box> starts;
  for (const Word* word : words) {
    std::optional<Start> start = caption_start(word->text);
    if (!start || inside_a_plot(word->box, figures)) continue;
    const Word* number_word = nullptr;
    if (!start->complete) {  // the next word of the row
      for (const Word* next : words) {
        const double gap = next->box.left - word->box.right;
        if (next == word || !on_line(*next, word->box) || gap < -1 || gap > 3 * word->box.height())
          continue;
        if (!number_word || next->box.left < number_word->box.left) number_word = next;
      }
      if (!number_word || !is_digit(number_word->text[0])) continue;
      start->number = trim_number(number_word->text);
    }
    found.push_back({*start, word, number_word});
    starts.push_back(word->box);
  }
  std::vector<Caption> captions;
  for (const Found& f : found) {
    OpenCaption open{{f.start.prefix, f.start.number, "", f.word->box},
                     f.word->box,
                     std::max(f.word->box.height(), 1.16 * f.word->size),
                     0};
    if (f.number_word) open.first_line.right = f.number_word->box.right;
    open.caption.box = open.first_line;
    open.end = column_end(f.word->box.left, f.word->box.centre().y, figures, starts);
    CaptionReader(words, starts, figures).read(open, f.number_word);
    std::string& text = open.caption.text;
    while (!text.empty() && (text[0] == '.' || text[0] == ':' || text[0] == '-' || text[0] == ' '))
      text.erase(0, 1);
    captions.push_back(std::move(open.caption));
  }
  return captions;
}

void attach_captions(const Page& page, std::vector<Figure>& figures) {
  const std::vector<Caption> captions = find_captions(page, figures);
  std::vector<bool> caption_done(captions.size()), figure_done(figures.size());
  const auto take = [&](const std::vector<Match>& list) {
    for (const Match& match : list) {
      figures[match.figure].number = captions[match.caption].number;
      figures[match.figure].caption = captions[match.caption].text;
      caption_done[match.caption] = figure_done[match.figure] = true;
    }
  };
  std::map<std::string, int> prefixes;
  for (const Caption& caption : captions) ++prefixes[caption.prefix];
  for (const auto& [prefix, count] : prefixes) {
    const auto below = matches(captions, figures, caption_done, figure_done, true, prefix);
    const auto above = matches(captions, figures, caption_done, figure_done, false, prefix);
    const bool is_below =
        below.size() != above.size() ? below.size() > above.size() : total(below) <= total(above);
    take(is_below ? below : above);
  }
  for (std::size_t f = 0; f < figures.size(); ++f)
    if (!figure_done[f]) take_plain_title(page, figures[f]);
}

}  // namespace curvespice
