#include "extractor/axes/ocr/read_words.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "extractor/axes/ocr/digit_classifier.h"
#include "extractor/axes/ocr/label_picture.h"
#include "extractor/axes/ocr/number_shape.h"
#include "extractor/axes/ocr/text_lines.h"
#include "extractor/axes/ocr/unit_glyphs.h"

namespace curvespice {
namespace {

constexpr double kLineHeight = 36;   // of a line's glyphs in the picture
constexpr double kDigitHeight = 40;  // of a lone exponent
constexpr double kUnsure = 0.3;      // of a word, that it is read a second time

class WordReading {
 public:
  WordReading(const cv::Mat& ink, const TextInk& text, const std::vector<Box>& plots,
              TextReader& reader)
      : ink_(ink), text_(text), plots_(plots), reader_(reader) {}

  Status read(GlyphLine line) {
    if (line.angle == 0) line.glyphs = with_faint_points(line.glyphs, line.box, ink_);
    if (read_number(line)) return {};
    const std::size_t raised = line.angle == 0 ? exponent_length(line.glyphs) : 0;
    if (raised > 0) {
      CURVESPICE_ASSIGN(const bool done, read_power(line, raised));
      if (done) return {};
    }
    return read_plain(line);
  }

  std::vector<Word> take() { return std::move(words_); }

 private:
  // "10" and its exponent; false when the base is no 10 after all.
  Result<bool> read_power(const GlyphLine& line, std::size_t raised) {
    const std::vector<Glyph> base(line.glyphs.begin(), line.glyphs.begin() + 2);
    const std::vector<Glyph> exponent(line.glyphs.end() - static_cast<std::ptrdiff_t>(raised),
                                      line.glyphs.end());
    const Box base_box = box_of(base);
    double confidence = 0;
    if (digits_of(base, base_box, confidence) != "10") {
      CURVESPICE_ASSIGN(const auto read, reader_.read_line(picture(base, 0, kLineHeight).pixels));
      if (read.size() != 1 || number_with_shapes(read[0].text, base, base_box) != "10")
        return false;
      confidence = read[0].confidence;
    }
    Word power;
    power.box = box_of(exponent);
    power.confidence = confidence;
    for (const Glyph& glyph : exponent) {
      CURVESPICE_ASSIGN(const std::string sign, read_exponent_glyph(glyph, base_box));
      if (sign.empty()) return false;
      const bool twice = sign.front() == '-' && power.text.size() == 1 && power.text.front() == '-';
      if (!twice) power.text += sign;  // a minus in two pieces is one
    }
    words_.push_back({"10", base_box, 0, confidence, base_box.height() / 0.72, {}});
    power.size = power.box.height() / 0.72;
    words_.push_back(std::move(power));
    return true;
  }

  // A minus, or one digit; empty when it is neither.
  Result<std::string> read_exponent_glyph(const Glyph& glyph, const Box& base) {
    const bool flat =
        glyph.box.width() > 1.5 * glyph.box.height() && glyph.box.height() < 0.4 * base.height();
    if (flat) return std::string("-");
    const DigitGuess guess = guess_of(glyph);
    if (guess.sure()) return std::string(1, guess.digit);
    CURVESPICE_ASSIGN(const std::string read,
                      reader_.read_glyph(picture({glyph}, 0, kDigitHeight).pixels));
    if (read.size() == 1 && read[0] >= '0' && read[0] <= '9') return read;
    return std::string(guess.likeness > 0.8F ? 1 : 0, guess.digit);
  }

  DigitGuess guess_of(const Glyph& glyph) const {
    const cv::Rect box(static_cast<int>(glyph.box.left), static_cast<int>(glyph.box.top),
                       static_cast<int>(glyph.box.width()), static_cast<int>(glyph.box.height()));
    const cv::Mat part = ink_(box);
    return classify_digit(digit_shape(part.ptr<float>(0), part.cols, part.rows, part.step1()));
  }

  // Digits that run into each other in small print, cut where the least ink lies.
  std::vector<Glyph> apart(const Glyph& glyph, const Box& line) const {
    const double usual = 0.66 * line.height();
    const int count = static_cast<int>(std::lround(glyph.box.width() / usual));
    if (count < 2 || count > 5 || is_minus(glyph, line)) return {glyph};
    std::vector<Glyph> parts;
    double left = glyph.box.left;
    for (int k = 1; k <= count; ++k) {
      const double middle = glyph.box.left + glyph.box.width() * k / count;
      const double right =
          k == count ? glyph.box.right : thinnest_column(glyph.box, middle, 0.3 * usual);
      if (right - left < 0.2 * usual) return {glyph};
      parts.push_back({{left, glyph.box.top, right, glyph.box.bottom}, glyph.label});
      left = right;
    }
    return parts;
  }

  double thinnest_column(const Box& box, double near, double reach) const {
    double best = near, least = 1e18;
    for (int x = static_cast<int>(near - reach); x <= static_cast<int>(near + reach); ++x) {
      double sum = 0;
      for (int y = static_cast<int>(box.top); y < static_cast<int>(box.bottom); ++y)
        sum += ink_.at<float>(y, x);
      if (sum < least) least = sum, best = x;
    }
    return best;
  }

  std::vector<Glyph> all_apart(const std::vector<Glyph>& whole, const Box& box) const {
    std::vector<Glyph> glyphs;
    for (const Glyph& glyph : whole) {
      const std::vector<Glyph> parts = apart(glyph, box);
      glyphs.insert(glyphs.end(), parts.begin(), parts.end());
    }
    return glyphs;
  }

  // Text of a line of digits, signs and points that are all sure; empty otherwise.
  std::string digits_of(const std::vector<Glyph>& whole, const Box& box, double& confidence) const {
    std::string number;
    confidence = 1;
    for (const Glyph& glyph : all_apart(whole, box)) {
      if (is_minus(glyph, box) || is_point(glyph, box)) {
        number += is_minus(glyph, box) ? '-' : '.';
        continue;
      }
      const DigitGuess guess = guess_of(glyph);
      if (!guess.sure() || glyph.box.height() < 0.8 * box.height()) return {};
      confidence = std::min<double>(confidence, guess.likeness);
      number += guess.digit;
    }
    return is_plain_number(number) ? number : std::string();
  }

  static bool is_plain_number(const std::string& text) {
    return text.find_first_of("0123456789") != std::string::npos &&
           std::count(text.begin(), text.end(), '.') <= 1 && text.rfind('-') + 1 <= 1 &&
           text.back() != '.';
  }

  // Tick labels need no Tesseract when every glyph is a digit beyond doubt. Where digits ran into
  // each other a point may have run into them as well.
  bool read_number(const GlyphLine& line) {
    if (line.angle != 0 || line.glyphs.size() > 9) return false;
    if (all_apart(line.glyphs, line.box).size() != line.glyphs.size()) return false;
    Word word;
    word.text = digits_of(line.glyphs, line.box, word.confidence);
    if (word.text.empty()) return false;
    word.text = with_lost_point(word.text);
    word.box = line.box;
    word.size = text_.digit_height / 0.72;
    if (may_be_tick_label(line)) word.alternatives = other_numbers(word.text);
    words_.push_back(std::move(word));
    return true;
  }

  Status read_plain(const GlyphLine& line) {
    const double high = line.angle == 0 ? line.box.height() : line.box.width();
    // Dots and signs alone stretch no line; deep letters and indices do.
    const double height = kLineHeight * std::max(1.0, high / (1.45 * text_.digit_height));
    const ClippedGlyphs micro{micro_signs(text_.labels, line, text_.digit_height), base_line(line)};
    LabelPicture shown = show(line, std::min(height, 64.0), micro);
    CURVESPICE_ASSIGN(auto read_words, reader_.read_line(shown.pixels));
    if (line.glyphs.size() >= 3 && least_confidence(read_words) < kUnsure) {
      // Tesseract's own idea of a line's height decides much: a little smaller it may see more.
      LabelPicture smaller = show(line, 0.72 * std::min(height, 64.0), micro);
      CURVESPICE_ASSIGN(auto again, reader_.read_line(smaller.pixels));
      if (least_confidence(again) > least_confidence(read_words)) {
        shown = std::move(smaller);
        read_words = std::move(again);
      }
    }
    for (const ReadWord& read : read_words) {
      add(line, shown, read, read_words.size() == 1);
      Word& word = words_.back();
      const bool has_micro =
          std::any_of(micro.glyphs.begin(), micro.glyphs.end(),
                      [&](const Glyph& glyph) { return word.box.contains(glyph.box.centre(), 2); });
      if (!has_micro) continue;
      word.text = with_micro(word.text);
      word.confidence = std::max(word.confidence, 0.5);  // the shape was sure
    }
    return {};
  }

  LabelPicture show(const GlyphLine& line, double height, const ClippedGlyphs& micro) const {
    return cut_label(ink_, text_.labels, line.glyphs, line.angle, height, micro);
  }

  static double least_confidence(const std::vector<ReadWord>& words) {
    double least = words.empty() ? 0 : 1;
    for (const ReadWord& word : words) least = std::min(least, word.confidence);
    return least;
  }

  void add(const GlyphLine& line, const LabelPicture& shown, const ReadWord& read, bool alone) {
    Word word;
    word.text = read.text;
    word.box = alone ? line.box : shown.to_image(read.box);
    word.angle = line.angle;
    word.confidence = read.confidence;
    word.size = text_.digit_height / 0.72;
    const std::vector<Glyph> own = alone ? line.glyphs : glyphs_in(line, word.box);
    if (line.angle == 0 && !own.empty()) {
      const Box tight = box_of(own);
      word.text = number_with_shapes(read.text, own, tight);
      word.box = tight;
      double sure = 0;
      const std::string digits = looks_like_number(word.text) ? "" : digits_of(own, tight, sure);
      if (!digits.empty()) word.text = with_lost_point(digits), word.confidence = sure;
    }
    if (!own.empty()) word.text = with_ohm(word.text, text_.labels, own);
    word.text = with_slashes(word.text, text_.labels, own, line.angle);
    word.text = unit_by_shape(word.text, own, line.angle);
    if (alone && line.angle == 0 && may_be_tick_label(line)) reconsider(own, word);
    words_.push_back(std::move(word));
  }

  // Short and close to the left, right or bottom edge of a plot.
  bool may_be_tick_label(const GlyphLine& line) const {
    const double h = text_.digit_height;
    if (line.glyphs.size() > 6 || line.box.height() > 1.6 * h) return false;
    const Point c = line.box.centre();
    return std::any_of(plots_.begin(), plots_.end(), [&](const Box& plot) {
      const bool beside = c.y > plot.top - h && c.y < plot.bottom + h &&
                          (std::abs(line.box.right - plot.left) < 2.5 * h ||
                           std::abs(line.box.left - plot.right) < 2.5 * h);
      const bool below = c.x > plot.left - 3 * h && c.x < plot.right + 3 * h &&
                         line.box.top > plot.bottom - 0.3 * h && line.box.top < plot.bottom + 2 * h;
      return beside || below;
    });
  }

  // A tick label is a number: where Tesseract read no number, or fewer digits than there are
  // glyphs, the nearest digits of the glyphs stand in for it; what else it may be is kept.
  void reconsider(const std::vector<Glyph>& glyphs, Word& word) const {
    const Box box = box_of(glyphs);
    const bool level = std::all_of(glyphs.begin(), glyphs.end(), [&](const Glyph& glyph) {
      return is_minus(glyph, box) || is_point(glyph, box) ||
             glyph.box.height() > 0.75 * box.height();
    });
    if (!level) return;  // an exponent, or a word with small letters
    const std::string nearest = nearest_digits(glyphs, box);
    const auto digits = [](const std::string& text) {
      return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    const bool number = !word.text.empty() &&
                        word.text.find_first_not_of("0123456789.-") == std::string::npos &&
                        digits(word.text) > 0;
    const std::string read = word.text;
    if (!nearest.empty() && nearest != read) {
      const bool better = !looks_like_number(read) || (number && digits(nearest) > digits(read));
      if (better) {
        word.text = nearest;
        word.confidence = std::max(word.confidence, 0.5);
      }
      word.alternatives.push_back(better ? read : nearest);
    }
    for (const std::string& text : {word.text, read})
      for (std::string& other : other_numbers(text)) word.alternatives.push_back(std::move(other));
  }

  // The digit that each glyph is most like; empty when one is like none.
  std::string nearest_digits(const std::vector<Glyph>& whole, const Box& box) const {
    std::string number;
    for (const Glyph& glyph : all_apart(whole, box)) {
      if (is_minus(glyph, box) || is_point(glyph, box)) {
        number += is_minus(glyph, box) ? '-' : '.';
        continue;
      }
      const DigitGuess guess = guess_of(glyph);
      if (guess.likeness < 0.72F || glyph.box.height() < 0.75 * box.height()) return {};
      number += guess.digit;
    }
    return is_plain_number(number) ? with_lost_point(number) : std::string();
  }

  // "5.6", "-40", "1E+03", "25V": what an axis may be labelled with.
  static bool looks_like_number(const std::string& text) {
    const std::size_t digit = text.find_first_of("0123456789");
    return digit != std::string::npos && digit <= 1;
  }

  static std::vector<Glyph> glyphs_in(const GlyphLine& line, const Box& box) {
    std::vector<Glyph> own;
    for (const Glyph& glyph : line.glyphs) {
      const Point c = glyph.box.centre();
      const bool along = line.angle == 0 ? c.x >= box.left - 1 && c.x <= box.right + 1
                                         : c.y >= box.top - 1 && c.y <= box.bottom + 1;
      if (along) own.push_back(glyph);
    }
    return own;
  }

  static Box box_of(const std::vector<Glyph>& glyphs) {
    Box box = glyphs.front().box;
    for (const Glyph& glyph : glyphs) {
      box.include({glyph.box.left, glyph.box.top});
      box.include({glyph.box.right, glyph.box.bottom});
    }
    return box;
  }

  LabelPicture picture(const std::vector<Glyph>& glyphs, double angle, double height) const {
    return cut_label(ink_, text_.labels, glyphs, angle, height);
  }

  const cv::Mat& ink_;
  const TextInk& text_;
  const std::vector<Box>& plots_;
  TextReader& reader_;
  std::vector<Word> words_;
};

constexpr double kLegible = 20;  // exponents beside lower digits run together when they are cut out

Box scaled(const Box& box, double factor) {
  return {box.left * factor, box.top * factor, box.right * factor, box.bottom * factor};
}

Result<OcrWords> read_at_scale(const cv::Mat& ink, const TextInk& text,
                               const std::vector<Box>& plots, double scale, TextReader& reader) {
  WordReading reading(ink, text, plots, reader);
  for (GlyphLine& line : find_text_lines(text, plots))
    CURVESPICE_TRY(reading.read(std::move(line)));
  OcrWords ocr{reading.take(), text.digit_height / scale};
  for (Word& word : ocr.words) {
    word.box = scaled(word.box, 1 / scale);
    word.size /= scale;
  }
  return ocr;
}

}  // namespace

Result<OcrWords> read_words(const cv::Mat& lines_erased, const std::vector<Box>& plots,
                            TextReader& reader) {
  const TextInk text = find_text_ink(lines_erased, plots);
  if (text.digit_height == 0) return OcrWords{};
  if (text.digit_height >= kLegible) return read_at_scale(lines_erased, text, plots, 1, reader);
  const double scale = std::ceil(kLegible / text.digit_height);
  cv::Mat large;
  cv::resize(lines_erased, large, {}, scale, scale, cv::INTER_CUBIC);
  std::vector<Box> large_plots;
  for (const Box& plot : plots) large_plots.push_back(scaled(plot, scale));
  return read_at_scale(large, find_text_ink(large, large_plots), large_plots, scale, reader);
}

}  // namespace curvespice
