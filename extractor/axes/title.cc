#include "extractor/axes/title.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>

#include "extractor/axes/text.h"

namespace curvespice {
namespace {

bool starts_caption(const std::string& text) {
  const std::string words = words_only(text);
  for (const char* head : {"figure ", "fig "})
    if (words.rfind(head, 0) == 0) {
      const std::string rest = words.substr(std::string(head).size());
      return !rest.empty() &&
             (std::isdigit(static_cast<unsigned char>(rest[0])) || rest.size() < 6);
    }
  return false;
}

bool has_letter(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80 ||
           c == '%';
  });
}

// Text that states a condition ("VGS = 10 V", "Tj ≤ 150 °C") is no title.
bool states_condition(const std::string& text) {
  for (const char* sign : {"=", "≤", "≥", "<", ">"})
    if (text.find(sign) != std::string::npos) return true;
  return false;
}

// One letter that is a symbol or subscript of a quantity as often as it is a unit: alone it says
// nothing. V, A and W are units of the quantities that they stand for, or of none.
bool says_nothing(const std::string& text) {
  static const std::string ambiguous = "CFHSTJmKk";
  return text.size() == 1 && ambiguous.find(text[0]) != std::string::npos;
}

void understand(AxisTitle& title) {
  title.quantity = find_quantity(title.text);
  const bool temperature = title.quantity.unit == "degC";
  const bool resistance = title.quantity.unit == "ohm";
  const auto unit = find_unit(title.text, temperature, resistance);
  title.has_unit = unit.has_value() && !says_nothing(trimmed(title.text));
  if (!title.has_unit) return;
  // "P(T)" has no tesla: a lone letter is a unit only of a quantity that is measured in it.
  const bool lone = unit->unit.si == "T" || unit->unit.si == "m" || unit->unit.si == "S";
  if (lone && find_quantity(unit->rest).unit != unit->unit.si) {
    title.has_unit = false;
    title.quantity = find_quantity(unit->rest);
    return;
  }
  title.unit = unit->unit;
  // Without its unit the title may read better: "C" of "(C)" is no capacitance.
  const Quantity bare = find_quantity(unit->rest, title.unit.si);
  if (!bare.name.empty()) title.quantity = bare;
  if (title.unit.si == "1" && !title.quantity.name.empty() && title.quantity.unit != "1") {
    title.quantity.name += "_norm";
    title.quantity.unit = "1";
  }
}

AxisTitle title_of(const TextLine& line) {
  AxisTitle out;
  out.text = line.text;
  out.words = line.words;
  understand(out);
  return out;
}

// How much a text says about its axis, whatever its place.
double meaning(const AxisTitle& title) {
  const bool agrees = title.has_unit && title.unit.si == title.quantity.unit;
  return 3 * title.quantity.certainty + (title.has_unit ? 2.5 : 0) + (agrees ? 1 : 0);
}

class TitleFinder {
 public:
  TitleFinder(const Page& page, const Figure& figure, AxisSide side, const std::vector<int>& taken,
              double label_edge)
      : figure_(figure), side_(side), edge_(label_edge) {
    std::vector<int> chosen;
    for (std::size_t i = 0; i < page.words.size(); ++i) {
      const int index = static_cast<int>(i);
      const bool free = std::find(taken.begin(), taken.end(), index) == taken.end();
      if (free && figure.cell.contains(page.words[i].box.centre())) chosen.push_back(index);
    }
    lines_ = join_lines(page.words, chosen);
    std::erase_if(lines_, [&](const TextLine& line) { return is_caption(line); });
  }

  AxisTitle find() const {
    AxisTitle best;
    double best_score = 0;
    const TextLine* best_line = nullptr;
    for (const TextLine& line : lines_) {
      if (!has_letter(line.text) || states_condition(line.text)) continue;
      const std::optional<double> place = score_place(line);
      if (!place) continue;
      AxisTitle title = title_over(line);
      const double score = meaning(title) + *place;
      const bool needs_meaning = *place <= 0;  // away from the axis only what explains itself
      if (needs_meaning && !title.has_unit && title.quantity.certainty < 0.9) continue;
      if (score > best_score) best_score = score, best = std::move(title), best_line = &line;
    }
    if (best_line) take_in_wrapped(best, *best_line);
    return best;
  }

 private:
  bool is_caption(const TextLine& line) const {
    if (starts_caption(line.text)) return true;
    const std::string caption = words_only(figure_.caption);
    const std::string text = words_only(line.text);
    return text.size() >= 8 && caption.rfind(text, 0) == 0 &&
           (text.size() * 2 > caption.size() || text.size() > 25) && line.angle == 0;
  }

  bool upright() const { return side_ == AxisSide::bottom || side_ == AxisSide::top; }

  // Along the axis: positive, better the nearer and the more central. At an end or corner: 0 or
  // less. Nothing: this line cannot be the title of this side.
  std::optional<double> score_place(const TextLine& line) const {
    if (upright()) return line.angle == 0 ? score_horizontal(line) : std::nullopt;
    return line.angle != 0 ? score_rotated(line) : score_corner(line);
  }

  static double closeness(double distance, double height) {
    return 2.0 - 0.35 * std::max(distance, 0.0) / height;
  }

  std::optional<double> score_horizontal(const TextLine& line) const {
    const Box& plot = figure_.plot;
    const Box& b = line.box;
    const bool below = side_ == AxisSide::bottom;
    const double distance = below ? b.top - edge_ : edge_ - b.bottom;
    const bool over_axis = b.right > plot.left && b.left < plot.right;
    if (over_axis && distance > -0.8 * line.height && distance < 6 * line.height) {
      const double off = std::abs(b.centre().x - plot.centre().x) / plot.width();
      return std::max(0.1, closeness(distance, line.height) - off);
    }
    if (!below) return std::nullopt;
    const bool beside = b.left >= plot.right - line.height &&
                        std::abs(b.centre().y - plot.bottom) < 3 * line.height;
    const bool inside = b.left > plot.left + 0.2 * plot.width() &&
                        b.right <= plot.right + line.height && b.bottom <= plot.bottom &&
                        b.top > plot.bottom - 2.2 * line.height;
    if (beside) return 0;
    return inside ? std::optional<double>(-0.5) : std::nullopt;
  }

  std::optional<double> score_rotated(const TextLine& line) const {
    const Box& plot = figure_.plot;
    const Box& b = line.box;
    const bool left = side_ == AxisSide::left;
    const double distance = left ? edge_ - b.right : b.left - edge_;
    const bool along = b.bottom > plot.top && b.top < plot.bottom;
    if (!along || distance < -0.8 * line.height || distance > 8 * line.height) return std::nullopt;
    const double off = std::abs(b.centre().y - plot.centre().y) / plot.height();
    return std::max(0.1, closeness(distance, line.height) + 0.5 - off);
  }

  // Upright text above the axis, beside its upper part, or in the plot's upper corner.
  std::optional<double> score_corner(const TextLine& line) const {
    const Box& plot = figure_.plot;
    const Box& b = line.box;
    const double h = line.height;
    const bool left = side_ == AxisSide::left;
    const double axis = left ? plot.left : plot.right;
    const bool near_axis = left ? b.left < plot.left + 0.25 * plot.width() &&
                                      b.centre().x < plot.left + 0.3 * plot.width()
                                : b.right > plot.right - 0.25 * plot.width() &&
                                      b.centre().x > plot.right - 0.3 * plot.width();
    const bool above = b.bottom <= plot.top + 0.3 * h && b.bottom > plot.top - 3.5 * h;
    if (above && near_axis) return -0.2 - 0.1 * std::abs(plot.top - b.bottom) / h;
    const bool outside = left ? b.right <= axis : b.left >= axis;
    if (outside && b.bottom > plot.top - h && b.top < plot.bottom) return -0.1;
    const bool inside = near_axis && b.top >= plot.top && b.bottom < plot.top + 3 * h;
    return inside ? std::optional<double>(-0.8) : std::nullopt;
  }

  // "P(tp)" printed over "P(1 µs)" is a fraction: one quantity relative to itself.
  AxisTitle title_over(const TextLine& line) const {
    const std::string above = without_spaces(line.text);
    const std::string head = above.substr(0, above.find('('));
    for (const TextLine& below : lines_) {
      const bool same = head.size() < above.size() && !head.empty() && below.text != line.text &&
                        without_spaces(below.text).rfind(head + "(", 0) == 0;
      if (!same || &below == &line || !adjacent(line, below) || !comes_first(line, below)) continue;
      AxisTitle out;
      out.text = line.text + "/" + below.text;
      out.words = line.words;
      out.words.insert(out.words.end(), below.words.begin(), below.words.end());
      understand(out);
      return out;
    }
    return title_of(line);
  }

  // The next line of a wrapped title, when the title reads better with it.
  void take_in_wrapped(AxisTitle& title, const TextLine& line) const {
    for (const TextLine& other : lines_) {
      if (&other == &line || !adjacent(line, other) || states_condition(other.text)) continue;
      AxisTitle joined;
      joined.text =
          comes_first(line, other) ? title.text + " " + other.text : other.text + " " + title.text;
      joined.words = title.words;
      joined.words.insert(joined.words.end(), other.words.begin(), other.words.end());
      understand(joined);
      if (meaning(joined) > meaning(title) + 0.05 || continues_text(line, other))
        title = std::move(joined);
    }
  }

  static bool adjacent(const TextLine& a, const TextLine& b) {
    if (a.angle != b.angle || std::abs(a.height - b.height) > 0.25 * a.height) return false;
    const bool flat = a.angle == 0;
    const double gap = flat ? std::max(b.box.top - a.box.bottom, a.box.top - b.box.bottom)
                            : std::max(b.box.left - a.box.right, a.box.left - b.box.right);
    const double overlap =
        flat ? std::min(a.box.right, b.box.right) - std::max(a.box.left, b.box.left)
             : std::min(a.box.bottom, b.box.bottom) - std::max(a.box.top, b.box.top);
    return gap < 0.7 * a.height && gap > -0.5 * a.height && overlap > 0;
  }

  static bool comes_first(const TextLine& a, const TextLine& b) {
    if (a.angle == 90) return a.box.left < b.box.left;
    if (a.angle == -90) return a.box.left > b.box.left;
    return a.box.top < b.box.top;
  }

  // Two centred lines of words, rotated: nothing else stands beside a title like that.
  static bool continues_text(const TextLine& a, const TextLine& b) {
    const double off = std::abs(a.box.centre().y - b.box.centre().y);
    return a.angle != 0 && off < a.height && has_letter(b.text);
  }

  const Figure& figure_;
  AxisSide side_;
  double edge_;
  std::vector<TextLine> lines_;
};

}  // namespace

void understand_with_unit(AxisTitle& title, const Unit& unit) {
  const Quantity quantity = find_quantity(title.text, unit.si);
  if (!quantity.name.empty()) title.quantity = quantity;
  title.unit = unit;
  title.has_unit = true;
}

AxisTitle find_title(const Page& page, const Figure& figure, AxisSide side,
                     const std::vector<int>& taken, double label_edge) {
  return TitleFinder(page, figure, side, taken, label_edge).find();
}

}  // namespace curvespice
