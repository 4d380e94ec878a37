#include <cmath>
#include <sstream>

#include "base/file.h"
#include "base/process.h"
#include "extractor/document/documents.h"
#include "extractor/document/svg_reader.h"

namespace curvespice {
namespace {

constexpr std::uint64_t kLargestSvg = std::uint64_t{256} << 20;

class SvgDocument : public Document {
 public:
  SvgDocument(std::filesystem::path path, Page page, double seconds)
      : path_(std::move(path)), page_(std::move(page)), seconds_(seconds) {}

  int page_count() const override { return 1; }
  bool may_hold_figures(int) override { return true; }

  Result<Page> page(int number) override {
    if (number != 1)
      return Error{ErrorCode::not_found,
                   "there is no page " + std::to_string(number) + ": an SVG has one"};
    return page_;
  }

  Result<std::string> render_png(int number, const Box& part, double dots_per_inch) override;

 private:
  std::filesystem::path path_;
  Page page_;
  double seconds_;
};

Result<std::string> SvgDocument::render_png(int, const Box& part, double dots_per_inch) {
  const double k = dots_per_inch / 72;
  const auto pixels = [&](double points) { return std::to_string(std::lround(points * k)) + "px"; };
  ProcessRequest request;
  request.arguments = {"rsvg-convert",
                       "--width=" + pixels(page_.width),
                       "--height=" + pixels(page_.height),
                       "--page-width=" + pixels(part.width()),
                       "--page-height=" + pixels(part.height()),
                       "--left=" + pixels(-part.left),
                       "--top=" + pixels(-part.top),
                       "--background-color=white",
                       path_.string()};
  request.limits.wall_seconds = seconds_;
  Result<ProcessOutput> output = run_process(request);
  if (!output.ok()) {
    if (output.error().code == ErrorCode::missing_program)
      return Error{ErrorCode::missing_program,
                   "rsvg-convert is not installed: apt-get install librsvg2-bin"};
    return output.error();
  }
  if (output->exit_code != 0)
    return Error{ErrorCode::bad_input,
                 "the SVG cannot be drawn (" + output->standard_error.substr(0, 200) + ")"};
  return std::move(output->standard_output);
}

}  // namespace

Result<std::unique_ptr<Document>> open_svg(const std::filesystem::path& path,
                                           const DocumentOptions& options) {
  CURVESPICE_ASSIGN(const std::string bytes, read_file(path, kLargestSvg));
  CURVESPICE_ASSIGN(SvgPage drawn, read_svg(bytes, options.segment_limit));
  return std::unique_ptr<Document>(
      new SvgDocument(path, std::move(drawn.page), options.seconds_per_page));
}

}  // namespace curvespice
