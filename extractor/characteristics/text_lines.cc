#include "extractor/characteristics/text_lines.h"

#include <algorithm>
#include <cmath>

namespace curvespice {
namespace {

struct WordLine {
  std::vector<const Word*> words;
  Box box;
};

bool is_horizontal(const Word& word) { return std::abs(word.angle) < 1 && !word.text.empty(); }

// The part of the lower of both that overlaps the other one vertically.
double vertical_overlap(const Box& a, const Box& b) {
  const double common = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return common / std::max(1e-9, std::min(a.height(), b.height()));
}

std::vector<WordLine> group_by_line(const Page& page) {
  std::vector<const Word*> words;
  for (const Word& word : page.words)
    if (is_horizontal(word)) words.push_back(&word);
  // Large words first: a subscript then finds the line that it hangs on.
  std::stable_sort(words.begin(), words.end(),
                   [](const Word* a, const Word* b) { return a->box.height() > b->box.height(); });
  std::vector<WordLine> lines;
  for (const Word* word : words) {
    WordLine* best = nullptr;
    double most = 0.4;
    for (WordLine& line : lines)
      if (const double part = vertical_overlap(line.box, word->box); part > most) {
        most = part;
        best = &line;
      }
    if (best == nullptr) {
      lines.push_back({{word}, word->box});
      continue;
    }
    best->words.push_back(word);
    best->box.left = std::min(best->box.left, word->box.left);
    best->box.right = std::max(best->box.right, word->box.right);
  }
  return lines;
}

std::vector<Phrase> join_phrases(std::vector<const Word*> words, double line_height) {
  std::sort(words.begin(), words.end(),
            [](const Word* a, const Word* b) { return a->box.left < b->box.left; });
  std::vector<Phrase> phrases;
  for (const Word* word : words) {
    const double gap = phrases.empty() ? 1e9 : word->box.left - phrases.back().box.right;
    if (gap > 0.55 * line_height) {
      phrases.push_back({word->text, word->box});
      continue;
    }
    Phrase& last = phrases.back();
    if (gap > 0.12 * line_height) last.text += ' ';
    last.text += word->text;
    last.box.include({word->box.right, word->box.bottom});
    last.box.include({word->box.left, word->box.top});
  }
  return phrases;
}

}  // namespace

std::vector<TableLine> table_lines(const Page& page) {
  std::vector<TableLine> lines;
  for (const WordLine& line : group_by_line(page))
    lines.push_back({join_phrases(line.words, line.box.height()), line.box});
  std::sort(lines.begin(), lines.end(),
            [](const TableLine& a, const TableLine& b) { return a.box.top < b.box.top; });
  return lines;
}

}  // namespace curvespice
