#include "extractor/axes/ocr/text_reader.h"

#include <string>
#include <utility>

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

namespace curvespice {

struct TextReader::Engine {
  tesseract::TessBaseAPI api;

  void show(const cv::Mat& picture, tesseract::PageSegMode mode) {
    api.SetPageSegMode(mode);
    api.SetImage(picture.data, picture.cols, picture.rows, 1, static_cast<int>(picture.step));
    api.SetSourceResolution(300);
  }
};

TextReader::TextReader() = default;
TextReader::~TextReader() = default;

Status TextReader::load() {
  if (engine_) return {};
  auto engine = std::make_unique<Engine>();
  // Tick labels are no English sentences: dictionaries only turn 5O0 into words. These are read at
  // the start only.
  const std::vector<std::string> names = {"debug_file", "load_system_dawg", "load_freq_dawg"};
  const std::vector<std::string> values = {"/dev/null", "0", "0"};
  if (engine->api.Init(nullptr, "eng", tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values,
                       false) != 0) {
    return Error{ErrorCode::missing_program,
                 "Tesseract's English language data is not installed (Debian: tesseract-ocr-eng)"};
  }
  engine_ = std::move(engine);
  return {};
}

Result<std::vector<ReadWord>> TextReader::read_line(const cv::Mat& picture) {
  CURVESPICE_TRY(load());
  engine_->show(picture, tesseract::PSM_SINGLE_LINE);
  std::vector<ReadWord> words;
  if (engine_->api.Recognize(nullptr) != 0) return words;
  const std::unique_ptr<tesseract::ResultIterator> word(engine_->api.GetIterator());
  if (!word) return words;
  do {
    const std::unique_ptr<char[]> text(word->GetUTF8Text(tesseract::RIL_WORD));
    int left = 0, top = 0, right = 0, bottom = 0;
    if (!text || !word->BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom)) continue;
    words.push_back({text.get(),
                     {double(left), double(top), double(right), double(bottom)},
                     static_cast<double>(word->Confidence(tesseract::RIL_WORD)) / 100});
  } while (word->Next(tesseract::RIL_WORD));
  return words;
}

Result<std::string> TextReader::read_glyph(const cv::Mat& picture) {
  CURVESPICE_TRY(load());
  engine_->show(picture, tesseract::PSM_SINGLE_CHAR);
  const std::unique_ptr<char[]> text(engine_->api.GetUTF8Text());
  std::string glyph = text ? text.get() : "";
  while (!glyph.empty() && (glyph.back() == '\n' || glyph.back() == ' ')) glyph.pop_back();
  return glyph;
}

}  // namespace curvespice
