#include "extractor/document/poppler.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include <pugixml.hpp>

#include "base/process.h"

namespace curvespice {
namespace {

Error explain(const ProcessOutput& output) {
  const std::string& log = output.standard_error;
  const auto says = [&](const char* words) { return log.find(words) != std::string::npos; };
  if (says("Incorrect password"))
    return {
        ErrorCode::bad_input,
        "the PDF asks for a password: remove it (qpdf --decrypt --password=... in.pdf out.pdf)"};
  if (says("May not be a PDF file") || says("Couldn't read xref table") ||
      says("Couldn't find trailer") || says("Document base stream"))
    return {ErrorCode::bad_input, "the PDF is damaged and cannot be repaired: download it again"};
  std::string first = log.substr(0, log.find('\n'));
  if (first.empty()) first = "exit code " + std::to_string(output.exit_code);
  return {ErrorCode::bad_input, "poppler cannot read the PDF (" + first + ")"};
}

double attribute(const pugi::xml_node& node, const char* name) {
  return node.attribute(name).as_double();
}

Box box_of(const pugi::xml_node& node) {
  return {attribute(node, "xMin"), attribute(node, "yMin"), attribute(node, "xMax"),
          attribute(node, "yMax")};
}

void add_words(const pugi::xml_node& node, std::vector<Word>& words) {
  for (const pugi::xml_node& child : node.children()) {
    if (std::string_view(child.name()) != "word") {
      add_words(child, words);
      continue;
    }
    Word word;
    word.text = child.child_value();
    word.box = box_of(child);
    if (!word.text.empty()) words.push_back(std::move(word));
  }
}

// pdftotext copies control characters of broken fonts, which no XML parser accepts.
std::string without_control_characters(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; },
      ' ');
  return text;
}

}  // namespace

Result<std::string> Poppler::run(std::vector<std::string> arguments) const {
  ProcessRequest request;
  request.arguments = std::move(arguments);
  request.limits.wall_seconds = limits_.seconds;
  request.limits.memory_bytes = std::uint64_t{3} << 29;  // 1.5 GiB of address space
  request.cancelled = limits_.cancelled;
  Result<ProcessOutput> output = run_process(request);
  if (!output.ok()) {
    if (output.error().code == ErrorCode::missing_program)
      return Error{ErrorCode::missing_program,
                   request.arguments[0] + " is not installed: apt-get install poppler-utils"};
    return output.error();
  }
  if (output->exit_code != 0) return explain(*output);
  return std::move(output->standard_output);
}

Result<int> Poppler::page_count() const {
  CURVESPICE_ASSIGN(const std::string information, run({"pdfinfo", file_.string()}));
  const std::size_t at = information.find("\nPages:");
  const int pages = at == std::string::npos ? 0 : std::atoi(information.c_str() + at + 7);
  if (pages < 1) return Error{ErrorCode::bad_input, "the PDF has no pages"};
  return pages;
}

Result<std::vector<Poppler::TextPage>> Poppler::text(int first, int last) const {
  CURVESPICE_ASSIGN(const std::string xhtml,
                    run({"pdftotext", "-bbox-layout", "-cropbox", "-f", std::to_string(first), "-l",
                         std::to_string(last), file_.string(), "-"}));
  return parse_bbox_layout(xhtml);
}

Result<std::string> Poppler::svg(int page) const {
  const std::string number = std::to_string(page);
  return run({"pdftocairo", "-svg", "-f", number, "-l", number, file_.string(), "-"});
}

Result<std::string> Poppler::png(int page, const Box& part, double dots_per_inch) const {
  const std::string number = std::to_string(page);
  const double k = dots_per_inch / 72;
  const auto pixels = [&](double points) { return std::to_string(std::lround(points * k)); };
  std::ostringstream resolution;
  resolution << dots_per_inch;
  return run({"pdftocairo",   "-png",
              "-singlefile",  "-cropbox",
              "-r",           resolution.str(),
              "-x",           pixels(part.left),
              "-y",           pixels(part.top),
              "-W",           pixels(part.width()),
              "-H",           pixels(part.height()),
              "-f",           number,
              "-l",           number,
              file_.string(), "-"});
}

Result<RasterImage> Poppler::picture(int page, double dots_per_inch) const {
  const std::string number = std::to_string(page);
  std::ostringstream resolution;
  resolution << dots_per_inch;
  CURVESPICE_ASSIGN(const std::string pixels, run({"pdftoppm", "-r", resolution.str(), "-cropbox",
                                                   "-f", number, "-l", number, file_.string()}));
  return image_of_ppm(pixels);
}

Result<RasterImage> image_of_ppm(const std::string& ppm) {
  std::istringstream header(ppm.substr(0, 64));
  std::string magic;
  long width = 0, height = 0, depth = 0;
  header >> magic >> width >> height >> depth;
  const bool known = magic == "P6" && width > 0 && height > 0 && depth == 255 && header;
  const std::size_t start = known ? static_cast<std::size_t>(header.tellg()) + 1 : 0;
  const std::size_t size = 3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  if (!known || width > 100000 || height > 100000 || ppm.size() < start + size)
    return Error{ErrorCode::bad_input, "the picture of the page cannot be read"};
  const auto* first = reinterpret_cast<const std::uint8_t*>(ppm.data()) + start;
  return RasterImage(static_cast<int>(width), static_cast<int>(height), {first, first + size});
}

Result<std::vector<Poppler::TextPage>> parse_bbox_layout(const std::string& xhtml) {
  pugi::xml_document document;
  const std::string clean = without_control_characters(xhtml);
  if (!document.load_buffer(clean.data(), clean.size(), pugi::parse_default))
    return Error{ErrorCode::bad_input, "the text of the PDF cannot be read"};
  std::vector<Poppler::TextPage> pages;
  const pugi::xml_node doc = document.child("html").child("body").child("doc");
  for (const pugi::xml_node& node : doc.children("page")) {
    Poppler::TextPage page{attribute(node, "width"), attribute(node, "height"), {}};
    add_words(node, page.words);
    pages.push_back(std::move(page));
  }
  return pages;
}

}  // namespace curvespice
