#include "extractor/axes/tick_labels.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "extractor/axes/text.h"

namespace curvespice {
namespace {

constexpr double kPiecedTogether = 0.9;  // weight of a label made of words that may stand alone

// A word, or a part of one, with its readings still to come.
struct Piece {
  std::string text;
  Box box;
  int word;
  double size;  // of the type: of the font where it is known, else the height of the box
  double height() const { return size; }
};

int code_points(const std::string& utf8) {
  return static_cast<int>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

Box united(const std::vector<Box>& boxes, std::size_t from, std::size_t to) {
  Box out = boxes[from];
  for (std::size_t i = from; i < to; ++i) {
    out.include({boxes[i].left, boxes[i].top});
    out.include({boxes[i].right, boxes[i].bottom});
  }
  return out;
}

// The ink of the word where it is known: type is centred by ink, not by its font's box.
Box ink_box(const Word& word) {
  const bool known = static_cast<int>(word.glyphs.size()) == code_points(word.text);
  return known && !word.glyphs.empty() ? united(word.glyphs, 0, word.glyphs.size()) : word.box;
}

// "10" and what is raised behind it, set as one word: where the ink of the digits rises.
std::size_t raised_tail(const Word& word, const std::string& text) {
  const bool known = word.glyphs.size() == text.size() && text.size() >= 3;
  if (!known || text.rfind("10", 0) != 0) return 0;
  const double base = word.glyphs[1].bottom, height = word.glyphs[1].height();
  for (std::size_t i = 2; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (digit && base - word.glyphs[i].bottom < 0.25 * height) return 0;
    if (!digit && text[i] != '-') return 0;
  }
  return 2;
}

// "-25 0 25" in one word becomes three pieces, each with its share of the width.
void split_run(const Word& word, int index, std::vector<Piece>& out) {
  std::string text = trimmed(plain_text(word.text));
  const double size = word.size > 0 ? word.size : word.box.height();
  if (text.find(' ') == std::string::npos) {
    if (const std::size_t tail = raised_tail(word, text)) text.insert(tail, "^");
    out.push_back({text, ink_box(word), index, size});
    return;
  }
  const double per_character = word.box.width() / static_cast<double>(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) {
      Box box = word.box;
      box.left = word.box.left + per_character * static_cast<double>(at);
      box.right = word.box.left + per_character * static_cast<double>(end);
      out.push_back({text.substr(at, end - at), box, index, size});
    }
    at = end + 1;
  }
}

std::vector<Piece> pieces_in(const Page& page, const Box& region) {
  std::vector<Piece> out;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    const Word& word = page.words[i];
    if (std::abs(word.angle) < 20 && region.contains(word.box.centre()))
      split_run(word, static_cast<int>(i), out);
  }
  return out;
}

bool follows(const Piece& left, const Piece& right, double gap) {
  const double space = right.box.left - left.box.right;
  return space > -0.35 * left.height() && space < gap * left.height();
}

bool same_line(const Piece& a, const Piece& b) {
  const double height = std::max(a.height(), b.height());
  return std::abs(a.box.bottom - b.box.bottom) < 0.15 * height &&
         std::abs(a.height() - b.height()) < 0.15 * height;
}

// Smaller or higher than the word it follows, by what no font's kerning does.
bool raised(const Piece& base, const Piece& exponent) {
  const double lift = base.box.bottom - exponent.box.bottom;
  const bool smaller = exponent.height() < 0.9 * base.height();
  const double enough = (smaller ? 0.12 : 0.22) * base.height();
  return lift > enough && exponent.box.bottom > base.box.top - 0.1 * base.height();
}

Piece joined(const Piece& a, const Piece& b, const std::string& between) {
  Piece out = a;
  out.text += between + b.text;
  out.box.include({b.box.left, b.box.top});
  out.box.include({b.box.right, b.box.bottom});
  return out;
}

TickLabel label_of(const Piece& piece, std::vector<int> words, double height) {
  TickLabel label{piece.text, piece.box, height, std::move(words), read_number(piece.text), 1};
  return label;
}

bool is_sign(const std::string& text) { return text == "-" || text == "+"; }

// A short horizontal bar in front of `box` at half height, apart from any line it might belong to.
bool has_drawn_minus(const Page& page, const Box& box) {
  const double height = box.height();
  for (const Path& path : page.paths) {
    for (const Polyline& line : path.lines) {
      if (line.size() < 2 || line.size() > 6) continue;
      Box bar{line[0].x, line[0].y, line[0].x, line[0].y};
      for (const Point& point : line) bar.include(point);
      const bool bar_like = bar.width() > 0.15 * height && bar.width() < 0.8 * height &&
                            bar.height() < 0.15 * height && bar.width() > 2.5 * bar.height();
      const bool in_front =
          bar.right < box.left + 0.1 * height && bar.right > box.left - 0.5 * height;
      const double middle = bar.centre().y - box.centre().y;
      if (bar_like && in_front && std::abs(middle) < 0.25 * height) return true;
    }
  }
  return false;
}

class LabelFinder {
 public:
  LabelFinder(const Page& page, const Box& region) : page_(page), pieces_(pieces_in(page, region)) {
    std::sort(pieces_.begin(), pieces_.end(),
              [](const Piece& a, const Piece& b) { return a.box.left < b.box.left; });
  }

  std::vector<TickLabel> find() {
    for (const Piece& piece : pieces_) start_from(piece);
    return std::move(labels_);
  }

 private:
  void start_from(const Piece& piece) {
    if (is_exponent_of_another(piece)) return;
    if (is_sign(piece.text)) {
      if (const Piece* number = next_on_line(piece, 0.6)) with_sign(piece, *number);
      return;
    }
    if (const Piece* sign = sign_before(piece); !sign) add(piece, {piece.word}, 1);
    add_with_exponent(piece, {piece.word});
    add_merged(piece);
  }

  const Piece* sign_before(const Piece& piece) const {
    for (const Piece& other : pieces_)
      if (is_sign(other.text) && next_on_line(other, 0.6) == &piece) return &other;
    return nullptr;
  }

  void with_sign(const Piece& sign, const Piece& number) {
    Piece whole = joined(sign, number, "");
    whole.box.top = number.box.top, whole.box.bottom = number.box.bottom;
    add(whole, {sign.word, number.word}, 1);
  }

  // The piece right behind `piece` on its line: for signs the height may differ.
  const Piece* next_on_line(const Piece& piece, double gap) const {
    for (const Piece& other : pieces_) {
      const bool beside = is_sign(piece.text)
                              ? piece.box.centre().y > other.box.top &&
                                    piece.box.centre().y < other.box.bottom &&
                                    other.box.left - piece.box.right < gap * other.height() &&
                                    other.box.left > piece.box.left
                              : same_line(piece, other) && follows(piece, other, gap);
      if (&other != &piece && other.word != piece.word && beside && !is_sign(other.text))
        return &other;
    }
    return nullptr;
  }

  bool is_exponent_of_another(const Piece& piece) const {
    int exponent = 0;
    if (!read_exponent(piece.text, exponent) && piece.text != "-") return false;
    return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& base) {
      return base.word != piece.word && ends_in_ten(base.text) && raised(base, piece) &&
             follows(base, piece, 0.45);
    });
  }

  static bool ends_in_ten(const std::string& text) {
    return text.size() >= 2 && text.compare(text.size() - 2, 2, "10") == 0;
  }

  // Everything raised behind "10": digits, or a sign and digits as words of their own.
  std::optional<Piece> exponent_of(const Piece& base, std::vector<int>& words) const {
    std::optional<Piece> exponent;
    for (const Piece& other : pieces_) {
      if (other.word == base.word || !raised(base, other)) continue;
      int value = 0;
      if (!is_sign(other.text) && !read_exponent(other.text, value)) continue;
      const bool near = exponent ? follows(*exponent, other, 0.5) : follows(base, other, 0.45);
      if (!near) continue;
      exponent = exponent ? joined(*exponent, other, "") : other;
      words.push_back(other.word);
    }
    return exponent;
  }

  void add_with_exponent(const Piece& base, std::vector<int> words) {
    if (!ends_in_ten(base.text)) return;
    std::optional<Piece> exponent = exponent_of(base, words);
    if (!exponent) return;
    const bool minus = exponent->text[0] != '-' && has_drawn_minus(page_, exponent->box);
    if (minus) exponent->text = "-" + exponent->text;
    Piece whole = joined(base, *exponent, "^");
    drop_plain(base.word);
    labels_.push_back(label_of(whole, std::move(words), base.height()));
    if (labels_.back().readings.empty()) labels_.pop_back();
  }

  // "10" with an exponent behind it is no ten.
  void drop_plain(int word) {
    std::erase_if(labels_, [&](const TickLabel& label) {
      return label.words.size() == 1 && label.words[0] == word && ends_in_ten(label.text);
    });
  }

  // "1" "000", "1" "0": digits that stand closer than words do.
  void add_merged(const Piece& piece) {
    Piece whole = piece;
    std::vector<int> words = {piece.word};
    for (const Piece* next = next_on_line(whole, 0.45); next && words.size() < 4;
         next = next_on_line(whole, 0.45)) {
      whole = joined(whole, *next, "");
      whole.word = next->word;
      words.push_back(next->word);
      add(whole, words, kPiecedTogether);
    }
  }

  // Readings of what OCR was in doubt about, at a price. No axis loses all its points: where none
  // was read there is none.
  void add_alternatives(const Word& word, TickLabel& label) const {
    constexpr double kInDoubt = 0.35;
    const bool points = std::any_of(pieces_.begin(), pieces_.end(), [](const Piece& piece) {
      return piece.text.find('.') != std::string::npos;
    });
    for (const std::string& text : word.alternatives) {
      if (!points && text.find('.') != std::string::npos) continue;
      for (NumberReading reading : read_number(text)) {
        reading.cost += kInDoubt;
        label.readings.push_back(reading);
      }
    }
  }

  void add(const Piece& piece, std::vector<int> words, double weight) {
    TickLabel label = label_of(piece, std::move(words), piece.height());
    if (label.words.size() == 1)
      add_alternatives(page_.words[static_cast<std::size_t>(label.words[0])], label);
    if (label.readings.empty()) return;
    label.weight = weight;
    const bool unsigned_number = piece.text[0] != '-' && piece.text[0] != '+';
    if (unsigned_number && has_drawn_minus(page_, piece.box)) add_negative(label);
    labels_.push_back(std::move(label));
  }

  // The bar may also be a tick mark: both signs stay in the running.
  static void add_negative(TickLabel& label) {
    const std::vector<NumberReading> positive = label.readings;
    for (NumberReading& reading : label.readings) reading.value = -reading.value;
    for (NumberReading reading : positive) {
      reading.cost += 0.1;
      if (reading.value != 0) label.readings.push_back(reading);
    }
  }

  const Page& page_;
  std::vector<Piece> pieces_;
  std::vector<TickLabel> labels_;
};

}  // namespace

std::vector<TickLabel> find_tick_labels(const Page& page, const Box& region) {
  return LabelFinder(page, region).find();
}

}  // namespace curvespice
