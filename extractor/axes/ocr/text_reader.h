// Reads small pictures of text with Tesseract's library. Loading its model takes about 60 ms, so
// that it happens at the first reading only. Not thread-safe: one reader per thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "base/result.h"
#include "extractor/document/page.h"

namespace curvespice {

struct ReadWord {
  std::string text;
  Box box;                // pixels of the picture that was given
  double confidence = 0;  // 0 to 1
};

class TextReader {
 public:
  TextReader();
  ~TextReader();
  TextReader(const TextReader&) = delete;
  TextReader& operator=(const TextReader&) = delete;

  // One line of dark text on light ground, 8UC1. `missing_program` when there is no language data.
  Result<std::vector<ReadWord>> read_line(const cv::Mat& picture);

  // A single glyph; empty when nothing was made of it.
  Result<std::string> read_glyph(const cv::Mat& picture);

 private:
  struct Engine;
  Status load();
  std::unique_ptr<Engine> engine_;
};

}  // namespace curvespice
