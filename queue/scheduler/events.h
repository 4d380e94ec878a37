// The stream of events: numbered, kept for a while so that a client that reconnects catches up,
// and handed to whoever listens.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "queue/store/types.h"

namespace curvespice::queue {

struct Event {
  std::int64_t seq = 0;
  Id queue_id = 0, job_id = 0;              // 0: of no queue, of no job
  std::shared_ptr<const std::string> text;  // the whole message {type, payload, seq} as JSON
};

// What a listener wants: one job, one queue, or everything.
struct EventScope {
  Id queue_id = 0, job_id = 0;
  bool includes(const Event& event) const {
    return (queue_id == 0 || event.queue_id == queue_id) && (job_id == 0 || event.job_id == job_id);
  }
};

// [thread-safe]
class EventHub {
 public:
  explicit EventHub(std::size_t kept = 20'000) : kept_(kept) {}

  void publish(const std::string& type, Id queue_id, Id job_id, const Json& payload);

  // Called for every event from the publisher's thread: must be quick.
  using Listener = std::function<void(const Event&)>;
  int listen(Listener listener);
  void forget(int listener);

  std::int64_t last_seq() const;
  // Shows each event after `since` to `visit`, at most `limit` of them, and gives how many; -1 when
  // some of them are no longer kept. `visit` must be quick and must not call the hub.
  std::int64_t visit_after(std::int64_t since, const EventScope& scope, std::int64_t limit,
                           const std::function<void(const Event&)>& visit) const;
  // The same as a list; nothing (null) when some of them are no longer kept.
  std::unique_ptr<std::vector<Event>> after(std::int64_t since, const EventScope& scope,
                                            std::int64_t limit = INT64_MAX) const;

 private:
  const std::size_t kept_;
  mutable std::shared_mutex mutex_;
  std::deque<Event> events_;
  std::int64_t seq_ = 0;
  std::map<int, Listener> listeners_;
  int next_listener_ = 1;
};

}  // namespace curvespice::queue
