#include "queue/scheduler/events.h"

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
  std::shared_lock lock(mutex_);
  return seq_;
}

std::int64_t EventHub::visit_after(std::int64_t since, const EventScope& scope, std::int64_t limit,
                                   const std::function<void(const Event&)>& visit) const {
  std::shared_lock lock(mutex_);
  const std::int64_t oldest = seq_ - static_cast<std::int64_t>(events_.size());
  if (since < oldest || since > seq_) return -1;
  std::int64_t visited = 0;
  for (auto event = events_.begin() + (since - oldest); event != events_.end() && visited < limit;
       ++event)
    if (scope.includes(*event)) {
      visit(*event);
      ++visited;
    }
  return visited;
}

std::unique_ptr<std::vector<Event>> EventHub::after(std::int64_t since, const EventScope& scope,
                                                    std::int64_t limit) const {
  auto missed = std::make_unique<std::vector<Event>>();
  const auto take = [&](const Event& event) { missed->push_back(event); };
  return visit_after(since, scope, limit, take) < 0 ? nullptr : std::move(missed);
}

}  // namespace curvespice::queue
