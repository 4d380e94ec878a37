#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "extractor/document/documents.h"
#include "extractor/document/image_png.h"
#include "extractor/document/poppler.h"
#include "extractor/document/svg_reader.h"
#include "extractor/document/word_glyphs.h"

namespace curvespice {
namespace {

constexpr int kPagesAtOnce = 32;    // of text: one child reads so many pages
constexpr int kLongDocument = 120;  // pages; from here on a page must earn its drawing
constexpr double kCoarsestShown = 72, kFinestShown = 200;  // dots an inch
constexpr double kLargestShown = 1200.0 * 1200;            // square points of a page
constexpr std::size_t kFewWords = 60;  // a page with fewer may have its labels as outlines

bool is_number(const std::string& text) {
  if (text.empty() || text.size() > 8) return false;
  return text.find_first_not_of("0123456789.,-+eEkKM") == std::string::npos &&
         text.find_first_of("0123456789") != std::string::npos;
}

// Three numbers at even distances in a row or a column: the least that an axis shows.
bool holds_ladder(std::vector<Point> centres, bool vertical) {
  const auto along = [&](Point p) { return vertical ? p.y : p.x; };
  const auto across = [&](Point p) { return vertical ? p.x : p.y; };
  std::ranges::sort(centres, {}, along);
  for (std::size_t i = 0; i < centres.size(); ++i) {
    std::vector<double> places;
    for (std::size_t k = i; k < centres.size(); ++k)
      if (std::abs(across(centres[k]) - across(centres[i])) < 6)
        places.push_back(along(centres[k]));
    for (std::size_t k = 2; k < places.size(); ++k) {
      const double first = places[k - 1] - places[k - 2], second = places[k] - places[k - 1];
      if (first > 8 && std::abs(first - second) < 0.15 * first) return true;
    }
  }
  return false;
}

class PdfDocument : public Document {
 public:
  PdfDocument(Poppler poppler, int pages, DocumentOptions options)
      : poppler_(std::move(poppler)), pages_(pages), options_(std::move(options)) {}

  int page_count() const override { return pages_; }
  bool may_hold_figures(int number) override;
  Result<Page> page(int number) override;
  Result<std::string> render_png(int number, const Box& part, double dots_per_inch) override;

 private:
  Result<const Poppler::TextPage*> text(int number);

  Poppler poppler_;
  int pages_;
  DocumentOptions options_;
  std::map<int, Poppler::TextPage> text_;  // the chunk read last
  std::optional<RasterImage> picture_;     // of the page shown last
  std::pair<int, double> picture_of_;      // its number and resolution
};

Result<const Poppler::TextPage*> PdfDocument::text(int number) {
  if (number < 1 || number > pages_)
    return Error{ErrorCode::not_found, "there is no page " + std::to_string(number) +
                                           ": the document has " + std::to_string(pages_)};
  if (!text_.contains(number)) {
    const int first = (number - 1) / kPagesAtOnce * kPagesAtOnce + 1;
    const int last = std::min(pages_, first + kPagesAtOnce - 1);
    Result<std::vector<Poppler::TextPage>> read = poppler_.text(first, last);
    if (!read.ok())
      read = poppler_.text(number, number);  // one bad page must not hide the others
    else if (read->size() != static_cast<std::size_t>(last - first + 1))
      return Error{ErrorCode::bad_input,
                   "the text of page " + std::to_string(number) + " is missing"};
    if (!read.ok()) return read.error();
    text_.clear();
    const int start = read->size() == 1 ? number : first;
    for (std::size_t i = 0; i < read->size(); ++i)
      text_[start + static_cast<int>(i)] = std::move((*read)[i]);
  }
  return &text_.at(number);
}

bool PdfDocument::may_hold_figures(int number) {
  if (pages_ < kLongDocument) return true;
  const Result<const Poppler::TextPage*> read = text(number);
  if (!read.ok() || (*read)->words.size() < kFewWords) return true;
  std::vector<Point> numbers;
  for (const Word& word : (*read)->words)
    if (is_number(word.text)) numbers.push_back(word.box.centre());
  return holds_ladder(numbers, false) && holds_ladder(numbers, true);
}

// Figures of one page are shown one after the other at one resolution: the page is drawn once. What
// is drawn large or once (for OCR) is drawn by itself.
Result<std::string> PdfDocument::render_png(int number, const Box& part, double dots_per_inch) {
  const auto on_page = text_.find(number);
  const bool large =
      on_page == text_.end() || on_page->second.width * on_page->second.height > kLargestShown ||
      part.width() * part.height() > 0.8 * on_page->second.width * on_page->second.height;
  if (large || dots_per_inch > kFinestShown || dots_per_inch < kCoarsestShown)
    return poppler_.png(number, part, dots_per_inch);
  if (!picture_ || picture_of_ != std::pair(number, dots_per_inch)) {
    Result<RasterImage> drawn = poppler_.picture(number, dots_per_inch);
    if (!drawn.ok()) return poppler_.png(number, part, dots_per_inch);
    picture_ = std::move(drawn).value();
    picture_of_ = {number, dots_per_inch};
  }
  const double k = dots_per_inch / 72;
  return png_of_image(*picture_, {part.left * k, part.top * k, part.right * k, part.bottom * k}, 1);
}

Result<Page> PdfDocument::page(int number) {
  CURVESPICE_ASSIGN(const Poppler::TextPage* words, text(number));
  CURVESPICE_ASSIGN(const std::string svg, poppler_.svg(number));
  Result<SvgPage> drawn = read_svg(svg, options_.segment_limit);
  if (!drawn.ok()) return drawn.error().in("page " + std::to_string(number));
  Page page = std::move(drawn->page);
  page.number = number;
  page.words = words->words;
  drop_doubled(page.words);
  attach_glyphs(page.words, drawn->glyphs);
  return page;
}

}  // namespace

Result<std::unique_ptr<Document>> open_pdf(const std::filesystem::path& path,
                                           const DocumentOptions& options) {
  Poppler poppler(path, {options.seconds_per_page, options.cancelled});
  CURVESPICE_ASSIGN(const int pages, poppler.page_count());
  if (pages > options.page_limit)
    return Error{ErrorCode::too_large, "the PDF has " + std::to_string(pages) +
                                           " pages, more than the limit of " +
                                           std::to_string(options.page_limit) + ": cut it"};
  return std::unique_ptr<Document>(new PdfDocument(std::move(poppler), pages, options));
}

}  // namespace curvespice
