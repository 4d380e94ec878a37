#include "extractor/axes/text.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <map>

namespace curvespice {
namespace {

// The next code point of `text` from `at`, which is moved behind it; bad bytes count as themselves.
std::uint32_t next_code_point(const std::string& text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const int extra = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  if (extra == 0 || at + extra >= text.size() + 0u) return byte(at++);
  std::uint32_t code = lead & (0x3F >> extra);
  for (int i = 1; i <= extra; ++i) code = (code << 6) | (byte(at + i) & 0x3F);
  at += extra + 1;
  return code;
}

// What a code point is written as here; null for one that stays as it is.
const char* spelling(std::uint32_t code) {
  static const std::map<std::uint32_t, const char*> table = {
      {0x2010, "-"},  {0x2011, "-"},  {0x2012, "-"},  {0x2013, "-"},  {0x2014, "-"},
      {0x2212, "-"},  {0xF02D, "-"},  {0xFE63, "-"},  {0xFF0D, "-"},  {0x00AD, "-"},
      {0x00B5, "µ"},  {0x03BC, "µ"},  {0xF06D, "µ"},  {0x00B0, "°"},  {0x00BA, "°"},
      {0x02DA, "°"},  {0xF0B0, "°"},  {0x2103, "°C"}, {0x2126, "Ω"},  {0x03A9, "Ω"},
      {0xF057, "Ω"},  {0x00D7, "x"},  {0x2715, "x"},  {0xF0B4, "x"},  {0x00A0, " "},
      {0x2009, " "},  {0x200A, " "},  {0x202F, " "},  {0x2002, " "},  {0x2003, " "},
      {0x200B, ""},   {0xFEFF, ""},   {0xFF0E, "."},  {0xFF0C, ","},  {0x2215, "/"},
      {0x2044, "/"},  {0xF03D, "="},  {0xF028, "("},  {0xF029, ")"},  {0xF025, "%"},
      {0xFF08, "("},  {0xFF09, ")"},  {0xF02F, "/"},  {0x00B7, "·"},  {0x22C5, "·"},
      {0xFB01, "fi"}, {0xFB02, "fl"}, {0x0394, "Δ"},  {0x2206, "Δ"},  {0xF044, "Δ"},
      {0x2070, "^0"}, {0x00B9, "^1"}, {0x00B2, "^2"}, {0x00B3, "^3"}, {0x2074, "^4"},
      {0x2075, "^5"}, {0x2076, "^6"}, {0x2077, "^7"}, {0x2078, "^8"}, {0x2079, "^9"},
      {0x207B, "^-"}};
  const auto found = table.find(code);
  return found == table.end() ? nullptr : found->second;
}

// "10^-^3" -> "10^-3": a raised number has one caret.
std::string with_single_carets(const std::string& text) {
  std::string out;
  bool raised = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '^') {
      if (!raised) out += c;
      raised = true;
      continue;
    }
    out += c;
    raised = raised && (c == '-' || std::isdigit(static_cast<unsigned char>(c)));
  }
  return out;
}

// A word seen along its reading direction: u runs with the text, v down the lines.
struct Placed {
  int index;
  double u0, u1, v0, v1;
  double height() const { return v1 - v0; }
};

int direction_of(double angle) {
  if (std::abs(angle - 90) < 20) return 90;
  if (std::abs(angle + 90) < 20) return -90;
  return 0;
}

// A letter on its side: its line box is wider than tall, which no upright one's is but m's and w's.
bool lies_on_its_side(const Word& word) {
  static const std::string wide = "mwMW";
  return word.text.size() == 1 && std::isalnum(static_cast<unsigned char>(word.text[0])) &&
         wide.find(word.text[0]) == std::string::npos &&
         word.box.width() >= 1.3 * word.box.height();
}

bool stands_in_line_above_or_below(const Word& word, const Word& other) {
  const double gap = std::max(other.box.top - word.box.bottom, word.box.top - other.box.bottom);
  const bool in_line = other.box.left < word.box.right && word.box.left < other.box.right;
  return in_line && gap < word.box.width();
}

// One letter does not say which way it runs: lying on its side ("I" of a rotated "I_F") it goes
// with its rotated neighbour, or with another letter that lies beside it.
int direction_among(const std::vector<Word>& words, const std::vector<int>& chosen, int index) {
  const Word& word = words[index];
  const int own = direction_of(word.angle);
  if (own != 0 || !lies_on_its_side(word)) return own;
  bool lying_neighbour = false;
  for (int other : chosen) {
    if (other == index || !stands_in_line_above_or_below(word, words[other])) continue;
    if (const int direction = direction_of(words[other].angle)) return direction;
    lying_neighbour |= lies_on_its_side(words[other]);
  }
  return lying_neighbour ? 90 : own;
}

Placed place(const Word& word, int index, int direction) {
  const Box& b = word.box;
  if (direction == 90) return {index, -b.bottom, -b.top, b.left, b.right};
  if (direction == -90) return {index, b.top, b.bottom, -b.right, -b.left};
  return {index, b.left, b.right, b.top, b.bottom};
}

struct Line {
  std::vector<Placed> words;
  double v0 = 0, v1 = 0;  // of its tallest word so far
  double end = 0;

  double height() const { return v1 - v0; }
};

// A word goes on with a line when it stands on the same base line; a smaller one (sub- and
// superscripts) when it overlaps the line's height and touches what it belongs to.
bool continues(const Line& line, const Placed& word, double gap) {
  const double large = std::max(word.height(), line.height());
  const double small = std::min(word.height(), line.height());
  const double space = word.u0 - line.end;
  if (space < -0.6 * large || space > gap * large) return false;
  const double overlap = std::min(line.v1, word.v1) - std::max(line.v0, word.v0);
  // Some vendors set subscripts in the size of their symbols: a hair lower, and close behind.
  const bool close = space > -0.05 * large && space < 0.2 * large;
  const double lower = word.v1 - line.v1;
  if (small > 0.92 * large) return lower > -0.09 * large && lower < (close ? 0.13 : 0.09) * large;
  return overlap > 0.2 * small && space < 0.4 * large;
}

void append(Line& line, const Placed& word) {
  line.words.push_back(word);
  line.end = std::max(line.end, word.u1);
  if (word.height() > line.height()) line.v0 = word.v0, line.v1 = word.v1;
}

// Parts of one line whose base lines differ a little (other fonts, OCR), if they do not overlap:
// overlapping ones are labels printed over each other.
bool meets(const Line& left, const Line& right, double gap) {
  const double large = std::max(left.height(), right.height());
  const double small = std::min(left.height(), right.height());
  const double overlap = std::min(left.v1, right.v1) - std::max(left.v0, right.v0);
  const double space = right.words.front().u0 - left.end;
  return overlap > 0.85 * small && space > -0.05 * large && space < gap * large;
}

void merge_parts(std::vector<Line>& lines, double gap) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::size_t j = 0; j < lines.size(); ++j) {
      if (i == j || !meets(lines[i], lines[j], gap)) continue;
      for (const Placed& word : lines[j].words) append(lines[i], word);
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(j));
      if (j < i) --i;
      j = static_cast<std::size_t>(-1);  // from the start: the line now ends elsewhere
    }
  }
}

TextLine finish(const Line& line, const std::vector<Word>& words, int direction) {
  TextLine out;
  out.angle = direction;
  out.height = line.v1 - line.v0;
  out.box = words[line.words.front().index].box;
  double end = line.words.front().u0;
  for (const Placed& placed : line.words) {
    const Word& word = words[placed.index];
    out.box.include({word.box.left, word.box.top});
    out.box.include({word.box.right, word.box.bottom});
    constexpr double kSpace = 0.12;  // of the height: less is kerning or a subscript
    if (!out.text.empty() && placed.u0 - end > kSpace * out.height) out.text += " ";
    out.text += word.text;
    out.words.push_back(placed.index);
    end = placed.u1;
  }
  return out;
}

void join_direction(const std::vector<Word>& words, std::vector<Placed> placed, int direction,
                    double gap, std::vector<TextLine>& out) {
  std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return a.u0 != b.u0 ? a.u0 < b.u0 : a.v0 < b.v0;
  });
  std::vector<Line> lines;
  for (const Placed& word : placed) {
    Line* best = nullptr;
    for (Line& line : lines)
      if (continues(line, word, gap) && (!best || line.end > best->end)) best = &line;
    if (best)
      append(*best, word);
    else
      lines.push_back({{word}, word.v0, word.v1, word.u1});
  }
  merge_parts(lines, gap);
  for (const Line& line : lines) out.push_back(finish(line, words, direction));
}

}  // namespace

std::string plain_text(const std::string& utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t start = at;
    const std::uint32_t code = next_code_point(utf8, at);
    if (const char* written = spelling(code))
      out += written;
    else if (code == '\t' || code == '\n' || code == '\r')
      out += ' ';
    else
      out.append(utf8, start, at - start);
  }
  return with_single_carets(out);
}

std::string tidy_label(const std::string& utf8) {
  std::string out = trimmed(utf8);
  for (const char* ring : {"\u02da", "\u00ba", "\uf0b0"})
    for (std::size_t at = out.find(ring); at != std::string::npos; at = out.find(ring))
      out.replace(at, std::string(ring).size(), "\u00b0");
  for (std::size_t at = out.find("qC"); at != std::string::npos; at = out.find("qC", at + 1))
    if (at > 0 && std::isdigit(static_cast<unsigned char>(out[at - 1])))
      out.replace(at, 1, "\u00b0");
  return out;
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

std::string words_only(const std::string& utf8) {
  std::string out;
  for (const char c : lower(plain_text(utf8))) {
    const auto byte = static_cast<unsigned char>(c);
    const bool keep = std::isalnum(byte) || c == '%' || byte >= 0x80;
    if (keep)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return trimmed(out);
}

bool has_phrase(const std::string& text, const std::string& phrase) {
  return !phrase.empty() && (" " + text + " ").find(" " + phrase + " ") != std::string::npos;
}

std::vector<TextLine> join_lines(const std::vector<Word>& words, const std::vector<int>& chosen,
                                 double gap) {
  std::map<int, std::vector<Placed>> by_direction;
  for (int index : chosen) {
    const int direction = direction_among(words, chosen, index);
    by_direction[direction].push_back(place(words[index], index, direction));
  }
  std::vector<TextLine> out;
  for (auto& [direction, placed] : by_direction)
    join_direction(words, std::move(placed), direction, gap, out);
  return out;
}

}  // namespace curvespice
