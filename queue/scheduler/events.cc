#include "queue/scheduler/events.h"

#include <chrono>

#include "base/json.h"

namespace curvespice::queue {

void EventHub::publish(const std::string& type, Id queue_id, Id job_id, const Json& payload) {
  const std::string body = payload.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::lock_guard lock(mutex_);
  ++seq_;
  auto text = std::make_shared<const std::string>("{\"type\":\"" + type + "\",\"payload\":" + body +
                                                  ",\"seq\":" + std::to_string(seq_) + "}");
  events_.push_back({seq_, queue_id, job_id, std::move(text)});
  if (events_.size() > kept_) events_.pop_front();
  for (const auto& [id, listener] : listeners_) listener(events_.back());
  published_.notify_all();
}

int EventHub::listen(Listener listener) {
  std::lock_guard lock(mutex_);
  listeners_[next_listener_] = std::move(listener);
  return next_listener_++;
}

void EventHub::forget(int listener) {
  std::lock_guard lock(mutex_);
  listeners_.erase(listener);
}

std::int64_t EventHub::last_seq() const {
  std::lock_guard lock(mutex_);
  return seq_;
}

std::unique_ptr<std::vector<Event>> EventHub::after(std::int64_t since, const EventScope& scope,
                                                    std::size_t limit) const {
  std::lock_guard lock(mutex_);
  const std::int64_t oldest = seq_ - static_cast<std::int64_t>(events_.size());
  if (since < oldest || since > seq_) return nullptr;
  auto missed = std::make_unique<std::vector<Event>>();
  for (auto event = events_.begin() + (since - oldest);
       event != events_.end() && missed->size() < limit; ++event)
    if (scope.includes(*event)) missed->push_back(*event);
  return missed;
}

bool EventHub::has_after(std::int64_t since, const EventScope& scope) const {
  for (auto event = events_.rbegin(); event != events_.rend() && event->seq > since; ++event)
    if (scope.includes(*event)) return true;
  return since > seq_;
}

void EventHub::wait_for(std::int64_t since, const EventScope& scope, int milliseconds) const {
  std::unique_lock lock(mutex_);
  published_.wait_for(lock, std::chrono::milliseconds(milliseconds),
                      [&] { return has_after(since, scope); });
}

}  // namespace curvespice::queue
