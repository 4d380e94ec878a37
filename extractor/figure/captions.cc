#include "extractor/figure/captions.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "extractor/figure/caption_text.h"
#include "extractor/figure/evidence.h"

namespace curvespice {
namespace {

constexpr double kFarthestBelow = 120, kFarthestAbove = 75;  // page units, plot edge to caption

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
  for (const Word* word : row) append_word(figure.caption, word->text);
}

}  // namespace

std::vector<Caption> find_captions(const Page& page, const std::vector<Figure>& figures) {
  const std::vector<const Word*> words = upright_words(page);
  const std::vector<CaptionStart> starts = caption_starts(words, figures);
  std::vector<Caption> captions;
  for (const CaptionStart& start : starts) {
    CaptionText read = read_caption(start, starts, words, figures);
    captions.push_back({start.prefix, start.number, std::move(read.text), read.box});
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
  prefixes.erase(kHeading);
  for (const auto& [prefix, count] : prefixes) {
    const auto below = matches(captions, figures, caption_done, figure_done, true, prefix);
    const auto above = matches(captions, figures, caption_done, figure_done, false, prefix);
    const bool is_below =
        below.size() != above.size() ? below.size() > above.size() : total(below) <= total(above);
    take(is_below ? below : above);
  }
  // Numbered headings stand above; what begins with a number below is a footnote.
  take(matches(captions, figures, caption_done, figure_done, false, kHeading));
  for (std::size_t f = 0; f < figures.size(); ++f)
    if (!figure_done[f]) take_plain_title(page, figures[f]);
}

}  // namespace curvespice
