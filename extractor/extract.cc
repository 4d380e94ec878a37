#include "extractor/extract.h"

#include <algorithm>
#include <cmath>

#include "base/file.h"
#include "base/paths.h"
#include "extractor/assemble.h"
#include "extractor/characteristics/table_check.h"
#include "extractor/document/document.h"
#include "extractor/document/overlap.h"
#include "extractor/drawn_figure.h"
#include "extractor/figure/find_figures.h"
#include "extractor/overlay.h"
#include "extractor/picture_check.h"
#include "extractor/raster/image_document.h"
#include "extractor/read_outlined_text.h"

namespace curvespice {
namespace {

constexpr double kOverlayDpi = 150;
constexpr double kScanDpi = 300;

// A page in one of its two readings, with the figures found in it.
struct ReadPage {
  Page page;
  std::vector<Figure> figures;
};

class Extractor {
 public:
  Extractor(const ExtractRequest& request, Document& document, std::vector<Family> families)
      : request_(request), document_(document), families_(std::move(families)) {}

  Status page(int number);
  Result<DocumentReading> take();

  std::string name, sha256;

 private:
  Result<std::vector<ReadPage>> read(int number);
  void framed(const std::vector<ReadPage>& readings, const Box& box);
  void figure(const Page& page, const Figure& figure, int rank);
  void refuse_page(int number, const std::string& why);
  void draw(const Page& page, const Figure& figure, Extraction& extraction);
  bool cancelled() const { return request_.cancelled && request_.cancelled(); }

  const ExtractRequest& request_;
  Document& document_;
  std::vector<Family> families_;
  std::vector<Extraction> extractions_;
  std::vector<Characteristic> characteristics_;
};

// Figures of the image reading that the vector reading has not got: those on pictures.
std::vector<Figure> new_figures(const std::vector<Figure>& found, const Page& image,
                                const ReadPage& vector) {
  const double k = vector.page.units_per_inch / image.units_per_inch;
  std::vector<Figure> result;
  for (const Figure& figure : found) {
    const Box box{figure.plot.left * k, figure.plot.top * k, figure.plot.right * k,
                  figure.plot.bottom * k};
    const double area = box.width() * box.height();
    const bool on_picture = std::ranges::any_of(vector.page.pictures, [&](const Picture& picture) {
      return overlap_area(picture.box, box) > 0.5 * area;
    });
    const bool known = std::ranges::any_of(vector.figures, [&](const Figure& other) {
      return overlap_area(other.plot, box) > 0.3 * area;
    });
    if (on_picture && !known) result.push_back(figure);
  }
  return result;
}

// Letters that are drawn as shapes are read by OCR of the page and join its words, except where the
// page has text of its own. Without OCR the page stays as it is and says so by its missing axes.
void add_outlined_words(Document& document, Page& page) {
  const Box whole{0, 0, page.width, page.height};
  const Result<Page> image = read_page_as_image(document, page.number, whole, kScanDpi);
  if (!image.ok()) return;
  const double k = page.units_per_inch / image->units_per_inch;
  const auto scaled = [&](const Box& box) {
    return Box{box.left * k, box.top * k, box.right * k, box.bottom * k};
  };
  const std::size_t own = page.words.size();
  for (Word word : image->words) {
    word.box = scaled(word.box);
    word.size *= k;
    for (Box& glyph : word.glyphs) glyph = scaled(glyph);
    const bool known =
        std::any_of(page.words.begin(), page.words.begin() + static_cast<std::ptrdiff_t>(own),
                    [&](const Word& other) { return other.box.overlaps(word.box); });
    if (!known) page.words.push_back(std::move(word));
  }
}

// The plot with its labels, titles and a caption close by.
Box shown_part(const Page& page, const Figure& figure) {
  const double unit = page.units_per_inch / 72, reach = 62 * unit, little = 6 * unit;
  const Box &plot = figure.plot, &cell = figure.cell;
  return {std::max({0.0, cell.left - little, plot.left - reach}),
          std::max({0.0, cell.top - little, plot.top - reach}),
          std::min({page.width, cell.right + little, plot.right + reach}),
          std::min({page.height, cell.bottom + little, plot.bottom + reach})};
}

Result<std::vector<ReadPage>> Extractor::read(int number) {
  std::vector<ReadPage> readings;
  CURVESPICE_ASSIGN(Page page, document_.page(number));
  std::vector<Figure> figures = find_figures(page);
  if (std::ranges::any_of(figures, &Figure::outlined_labels)) {
    add_outlined_words(document_, page);
    figures = find_figures(page);
  }
  bool more_words = false;
  for (const Figure& figure : figures)
    if (figure.outlined_text) more_words = read_outlined_text(page, figure.plot) || more_words;
  if (more_words) figures = find_figures(page);
  readings.push_back({std::move(page), std::move(figures)});
  const ReadPage& first = readings.front();
  const bool is_image = first.page.image != nullptr;
  const bool wanted = !request_.method || *request_.method == Method::raster;
  const bool forced = request_.method == Method::raster;
  if (is_image || !wanted || !(forced || may_show_chart(document_, first.page))) return readings;
  const Box whole{0, 0, first.page.width, first.page.height};
  Result<Page> image = read_page_as_image(document_, number, whole, kScanDpi);
  if (!image.ok()) {
    if (first.figures.empty()) return image.error();
    return readings;
  }
  std::vector<Figure> found = find_figures(*image);
  if (forced) {
    readings.clear();
    readings.push_back({std::move(*image), std::move(found)});
  } else {
    found = new_figures(found, *image, first);
    readings.push_back({std::move(*image), std::move(found)});
  }
  return readings;
}

Status Extractor::page(int number) {
  if (cancelled()) return Error{ErrorCode::cancelled, "cancelled"};
  if (!request_.page && !document_.may_hold_figures(number)) return {};
  Result<std::vector<ReadPage>> readings = read(number);
  if (!readings.ok()) {
    if (readings.error().code == ErrorCode::cancelled || document_.page_count() == 1)
      return readings.error();
    refuse_page(number, readings.error().message);
    return {};
  }
  if (request_.hints.hand.box) {
    framed(*readings, *request_.hints.hand.box);
    return {};
  }
  const std::vector<Characteristic> rows = read_characteristics(readings->front().page);
  characteristics_.insert(characteristics_.end(), rows.begin(), rows.end());
  int rank = 0;
  for (const ReadPage& reading : *readings)
    for (const Figure& found : reading.figures) {
      if (cancelled()) return Error{ErrorCode::cancelled, "cancelled"};
      if (++rank == request_.figure.value_or(rank)) figure(reading.page, found, rank);
    }
  return {};
}

// A person framed the plot: in the reading that the method names, the image's being the last.
void Extractor::framed(const std::vector<ReadPage>& readings, const Box& box) {
  const ReadPage& reading = request_.method == Method::raster ? readings.back() : readings.front();
  figure(reading.page, framed_figure(reading.page, reading.figures, box),
         request_.figure.value_or(1));
}

void Extractor::figure(const Page& page, const Figure& figure, int rank) {
  const auto read = request_.hints.hand.curves.empty() ? read_figure : read_drawn_figure;
  Extraction extraction = read(page, figure, request_.hints, families_);
  extraction.source.file = name;
  extraction.source.sha256 = sha256;
  extraction.source.page = page.number;
  extraction.source.figure = figure.number;
  extraction.source.caption = figure.caption;
  const Box& plot = figure.plot;
  extraction.source.box = {plot.left, plot.top, plot.right, plot.bottom};
  extraction.artifact_name = std::filesystem::path(name).stem().string() + "-p" +
                             std::to_string(page.number) + "-f" + std::to_string(rank);
  if (!request_.overlay_folder.empty()) draw(page, figure, extraction);
  extractions_.push_back(std::move(extraction));
}

// A page that cannot be read still gets an answer.
void Extractor::refuse_page(int number, const std::string& why) {
  Extraction extraction;
  extraction.engine = engine_version();
  extraction.source.file = name;
  extraction.source.sha256 = sha256;
  extraction.source.page = number;
  extraction.reasons.push_back("page " + std::to_string(number) + " cannot be read: " + why);
  extraction.artifact_name =
      std::filesystem::path(name).stem().string() + "-p" + std::to_string(number) + "-f0";
  extractions_.push_back(std::move(extraction));
}

// Without a picture the figure is still worth having: what went wrong is not the figure's fault.
void Extractor::draw(const Page& page, const Figure& figure, Extraction& extraction) {
  const Box part = shown_part(page, figure);
  const Result<std::string> crop = document_.render_png(page.number, part, kOverlayDpi);
  const Result<std::string> overlay =
      draw_overlay(crop.ok() ? *crop : std::string(), part, extraction);
  extraction.source.crop = {part.left, part.top, part.right, part.bottom};
  const std::string plain = extraction.artifact_name + "-figure.png";
  if (crop.ok() && write_file_atomic(request_.overlay_folder / plain, *crop).ok())
    extraction.source.figure_png = plain;
  const std::string drawn = extraction.artifact_name + ".png";
  if (overlay.ok() && write_file_atomic(request_.overlay_folder / drawn, *overlay).ok())
    extraction.source.crop_png = drawn;
}

Result<DocumentReading> Extractor::take() {
  const Hints& hints = request_.hints;
  if ((hints.x || hints.y || hints.y2) && extractions_.size() > 1)
    return Error{ErrorCode::usage, "an axis given by hand is of one figure, and " + name + " has " +
                                       std::to_string(extractions_.size()) +
                                       " here: say which with --page and --figure"};
  if (request_.figure && extractions_.empty())
    return Error{ErrorCode::not_found,
                 name + " has no figure " + std::to_string(*request_.figure) +
                     (request_.page ? " on page " + std::to_string(*request_.page) : "")};
  for (Extraction& extraction : extractions_)
    extraction.contradictions = contradictions(extraction, characteristics_);
  return DocumentReading{std::move(extractions_), std::move(characteristics_)};
}

bool is_image_file(const std::filesystem::path& path) {
  if (path.extension() == ".pdf") return false;  // open_document() says what is wrong with it
  const Result<std::string> head = first_bytes_of(path);
  return head.ok() && document_kind(*head) == DocumentKind::image;
}

}  // namespace

Result<DocumentReading> read_document(const ExtractRequest& request,
                                      const ExtractProgress& progress) {
  DocumentOptions options;
  options.cancelled = request.cancelled;
  CURVESPICE_ASSIGN(std::unique_ptr<Document> document,
                    is_image_file(request.path) ? open_image_document(request.path, options)
                                                : open_document(request.path, options));
  CURVESPICE_ASSIGN(std::vector<Family> families, load_families(data_folder() / "families"));
  Extractor extractor(request, *document, std::move(families));
  extractor.name = request.name.empty() ? request.path.filename().string() : request.name;
  CURVESPICE_ASSIGN(extractor.sha256, sha256_file(request.path));
  const int pages = document->page_count();
  if (request.page && (*request.page < 1 || *request.page > pages))
    return Error{ErrorCode::not_found, extractor.name + " has no page " +
                                           std::to_string(*request.page) + ": it has " +
                                           std::to_string(pages)};
  for (int number = request.page.value_or(1); number <= request.page.value_or(pages); ++number) {
    if (progress) progress(number, pages);
    CURVESPICE_TRY(extractor.page(number));
  }
  return extractor.take();
}

Result<std::vector<Extraction>> extract_document(const ExtractRequest& request,
                                                 const ExtractProgress& progress) {
  CURVESPICE_ASSIGN(DocumentReading reading, read_document(request, progress));
  return std::move(reading.figures);
}

}  // namespace curvespice
