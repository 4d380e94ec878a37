#include "queue/service/router.h"
#include "queue/service/snapshot.h"

namespace curvespice::queue {
namespace {

HttpResponse get_events(ServiceContext& context, const HttpRequest& request) {
  const EventScope scope{number_in(request, "queue").value_or(0),
                         number_in(request, "job").value_or(0)};
  const std::int64_t since = number_in(request, "since").value_or(0);
  const std::int64_t last = context.events.last_seq();
  Json events = Json::array();
  if (since == 0) return json_response({{"events", events}, {"seq", last}});
  const auto missed = context.events.after(since, scope);
  if (!missed) {
    events.push_back(snapshot(context, scope));
    return json_response({{"events", events}, {"seq", last}});
  }
  std::int64_t seq = last;
  for (const Event& event : *missed) {
    events.push_back(Json::parse(*event.text));
    seq = std::max(seq, event.seq);
  }
  HttpResponse response = json_response({{"events", events}, {"seq", seq}});
  if (!missed->empty()) return response;
  response.wait_ms = static_cast<int>(number_in(request, "wait").value_or(0));
  response.ready = [&hub = context.events, since, scope] {
    const auto news = hub.after(since, scope);
    return !news || !news->empty();
  };
  return response;
}

}  // namespace

std::vector<Route> event_routes() { return {{"GET", "/api/events", get_events}}; }

}  // namespace curvespice::queue
