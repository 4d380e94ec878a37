#include "queue/service/picture_maker.h"

#include <fstream>
#include <sstream>

#include "base/file.h"
#include "base/process.h"

namespace curvespice::queue {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHead = 4096;
constexpr std::int64_t kMostPixels = 100'000'000;  // of a picture, before anybody decodes it
constexpr std::size_t kMostPages = 5'000;

bool has_in_head(const fs::path& file, const char* text) {
  std::ifstream stream(file, std::ios::binary);
  std::string head(kHead, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  return head.find(text) != std::string::npos;
}

Result<std::string> run(std::vector<std::string> arguments) {
  ProcessRequest request;
  request.arguments = std::move(arguments);
  request.limits.wall_seconds = 20;
  request.limits.memory_bytes = std::uint64_t{1} << 30;
  request.limits.output_bytes = std::uint64_t{64} << 20;
  request.limits.cpu_seconds = 20;
  CURVESPICE_ASSIGN(ProcessOutput output, run_process(request));
  if (output.exit_code == 0 && !output.standard_output.empty())
    return std::move(output.standard_output);
  return Error{ErrorCode::bad_input, "it cannot be drawn: " + output.standard_error.substr(0, 200)};
}

Result<std::string> page_of_pdf(const PictureWish& wish) {
  const std::string page = std::to_string(wish.page), width = std::to_string(wish.pixels);
  return run({"pdftocairo", "-png", "-singlefile", "-f", page, "-l", page, "-scale-to-x", width,
              "-scale-to-y", "-1", wish.file.string(), "-"});
}

Result<std::string> drawing(const fs::path& svg, std::int64_t pixels) {
  return run({"rsvg-convert", "--width=" + std::to_string(pixels), "--keep-aspect-ratio",
              "--background-color=white", svg.string()});
}

// librsvg shows a picture that lies beside the drawing, and no other.
Result<std::string> smaller(const PictureWish& wish, const fs::path& folder) {
  if (wish.width * wish.height > kMostPixels)
    return Error{ErrorCode::too_large, "the picture has more than 100 million pixels"};
  CURVESPICE_ASSIGN(const TemporaryFolder beside, TemporaryFolder::create(folder));
  std::error_code error;
  fs::create_hard_link(wish.file, beside.path() / "picture", error);
  if (error) fs::copy_file(wish.file, beside.path() / "picture", error);
  if (error) return Error{ErrorCode::io, "the picture cannot be read: " + error.message()};
  std::ostringstream svg;
  svg << R"(<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" )"
      << "width=\"" << wish.width << "\" height=\"" << wish.height
      << R"("><image width="100%" height="100%" xlink:href="picture"/></svg>)";
  CURVESPICE_TRY(write_file_atomic(beside.path() / "shown.svg", svg.str()));
  return drawing(beside.path() / "shown.svg", wish.pixels);
}

Result<std::string> draw(const PictureWish& wish, const fs::path& folder) {
  if (wish.width > 0 && wish.height > 0) return smaller(wish, folder);
  if (has_in_head(wish.file, "%PDF-")) return page_of_pdf(wish);
  if (has_in_head(wish.file, "<svg")) return drawing(wish.file, wish.pixels);
  return Error{ErrorCode::bad_input, "it is neither a PDF, an SVG nor a picture"};
}

Result<fs::path> make(const PictureWish& wish, const fs::path& folder) {
  CURVESPICE_ASSIGN(const std::string png, draw(wish, folder));
  const fs::path file = folder / wish.name();
  CURVESPICE_TRY(write_file_atomic(file, png));
  return file;
}

// "Page    3 size: 595.276 x 841.89 pts (A4)", "Page    3 rot:  90"
std::vector<PageSize> sizes_in(const std::string& pdfinfo) {
  std::vector<PageSize> sizes;
  std::istringstream lines(pdfinfo);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string page, what, by;
    std::size_t number = 0;
    if (!(words >> page >> number >> what) || page != "Page" || number > kMostPages) continue;
    PageSize size;
    int turned = 0;
    if (what == "size:" && words >> size.width >> by >> size.height) sizes.push_back(size);
    if (what == "rot:" && words >> turned && turned % 180 != 0 && !sizes.empty())
      std::swap(sizes.back().width, sizes.back().height);
  }
  return sizes;
}

}  // namespace

std::string PictureWish::name() const {
  return sha256 + "-" + std::to_string(page) + "-" + std::to_string(pixels) + ".png";
}

PictureMaker::PictureMaker(fs::path folder) : folder_(std::move(folder)) {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
  fs::create_directories(folder_, ignored);
  thread_ = std::thread([this] { loop(); });
}

PictureMaker::~PictureMaker() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  asked_.notify_all();
  thread_.join();
}

std::optional<Result<fs::path>> PictureMaker::picture(const PictureWish& wish) {
  const std::lock_guard lock(mutex_);
  const auto [entry, is_new] = made_.try_emplace(wish.name(), std::nullopt);
  if (is_new) {
    waiting_.push_back(wish);
    asked_.notify_one();
  }
  return entry->second;
}

bool PictureMaker::is_made(const PictureWish& wish) {
  const std::lock_guard lock(mutex_);
  const auto entry = made_.find(wish.name());
  return entry != made_.end() && entry->second.has_value();
}

void PictureMaker::loop() {
  std::unique_lock lock(mutex_);
  while (true) {
    asked_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    const PictureWish wish = waiting_.front();
    waiting_.pop_front();
    lock.unlock();
    Result<fs::path> made = make(wish, folder_);
    lock.lock();
    made_[wish.name()] = std::move(made);
  }
}

Result<std::vector<PageSize>> page_sizes(const fs::path& file) {
  if (!has_in_head(file, "%PDF-")) return std::vector<PageSize>(1);
  CURVESPICE_ASSIGN(const std::string text,
                    run({"pdfinfo", "-f", "1", "-l", std::to_string(kMostPages), file.string()}));
  std::vector<PageSize> sizes = sizes_in(text);
  if (sizes.empty()) return Error{ErrorCode::bad_input, "the PDF has no page"};
  return sizes;
}

}  // namespace curvespice::queue
