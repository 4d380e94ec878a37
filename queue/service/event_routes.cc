#include "queue/service/router.h"
#include "queue/service/snapshot.h"

namespace curvespice::queue {
namespace {

std::int64_t number_in(const HttpRequest& request, const char* name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? 0 : std::stoll(found->second);
}

// Events for clients that ask again and again instead of holding a socket. `since=0` begins now;
// what is no longer kept, or of an earlier life of the service, begins anew with a snapshot.
HttpResponse get_events(ServiceContext& context, const HttpRequest& request) {
  const EventScope scope{number_in(request, "queue"), number_in(request, "job")};
  const std::int64_t since = number_in(request, "since");
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
  response.wait_ms = static_cast<int>(number_in(request, "wait"));
  response.ready = [&hub = context.events, since, scope] {
    const auto news = hub.after(since, scope);
    return !news || !news->empty();
  };
  return response;
}

}  // namespace

std::vector<Route> event_routes() { return {{"GET", "/api/events", get_events}}; }

}  // namespace curvespice::queue
