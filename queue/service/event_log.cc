#include "queue/service/event_log.h"

#include <string>

namespace curvespice::queue {
namespace {

bool is_worth_a_line(const std::string& text) {
  for (const char* type : {"job:progress_updated", "queue:status_changed"})
    if (text.rfind(std::string("{\"type\":\"") + type + '"', 0) == 0) return false;
  return true;
}

}  // namespace

EventLog::EventLog(std::filesystem::path file, const Clock& clock, std::uint64_t limit)
    : file_(std::move(file)), clock_(clock), limit_(limit) {
  std::error_code none;
  written_ = std::filesystem::exists(file_, none) ? std::filesystem::file_size(file_, none) : 0;
  stream_.reset(std::fopen(file_.c_str(), "ae"));
}

void EventLog::write(const Event& event) {
  if (!is_worth_a_line(*event.text)) return;
  const std::string line =
      "{\"time\":\"" + utc_timestamp(clock_.now_ms()) + "\",\"event\":" + *event.text + "}\n";
  const std::lock_guard lock(mutex_);
  if (written_ + line.size() > limit_) turn_over();
  if (!stream_) return;
  written_ += std::fwrite(line.data(), 1, line.size(), stream_.get());
  std::fflush(stream_.get());
}

void EventLog::turn_over() {
  stream_.reset();
  std::error_code ignored;
  std::filesystem::rename(file_, file_.string() + ".1", ignored);
  stream_.reset(std::fopen(file_.c_str(), "we"));
  written_ = 0;
}

}  // namespace curvespice::queue
