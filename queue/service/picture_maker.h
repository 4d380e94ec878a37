// Pictures of uploaded files to look at: pages of a PDF, a drawing, a photo made smaller. Made on
// demand by poppler and librsvg in children with limits, one after the other in a thread of its
// own, and kept in a folder of the state folder until the service ends.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"

namespace curvespice::queue {

struct PictureWish {
  std::string sha256;                  // of the file's content
  std::filesystem::path file;          // absolute
  std::int64_t width = 0, height = 0;  // of a picture as it says itself; 0: a document
  std::int64_t page = 1;
  std::int64_t pixels = 240;  // width of what is made

  std::string name() const;  // differs where the picture does
};

struct PageSize {
  double width = 0, height = 0;  // points
};

// [thread-safe]
class PictureMaker {
 public:
  // Begins with an empty `folder`.
  explicit PictureMaker(std::filesystem::path folder);
  ~PictureMaker();
  PictureMaker(PictureMaker&&) = delete;

  // The PNG, or why there is none: `bad_input` (cannot be drawn, no such page), `missing_program`.
  // Nothing while it is being made; the first call asks for it.
  std::optional<Result<std::filesystem::path>> picture(const PictureWish& wish);
  bool is_made(const PictureWish& wish);

 private:
  void loop();

  std::filesystem::path folder_;
  std::mutex mutex_;
  std::condition_variable asked_;
  std::deque<PictureWish> waiting_;
  std::map<std::string, std::optional<Result<std::filesystem::path>>> made_;  // by name
  bool stopping_ = false;
  std::thread thread_;
};

// The sizes of a document's pages, as they are shown. One for what is no PDF.
Result<std::vector<PageSize>> page_sizes(const std::filesystem::path& file);

}  // namespace curvespice::queue
