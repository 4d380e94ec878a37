#include <algorithm>
#include <map>

#include "queue/service/representation.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

constexpr std::int64_t kSamples = 5'000;  // the latest jobs that statistics look at

Json distribution(std::vector<double> samples) {
  Json json = {{"count", samples.size()}, {"mean", nullptr}, {"p50", nullptr}, {"p95", nullptr}};
  if (samples.empty()) return json;
  std::sort(samples.begin(), samples.end());
  double sum = 0;
  for (const double sample : samples) sum += sample;
  const auto percentile = [&](double p) {
    return samples[static_cast<std::size_t>(p * static_cast<double>(samples.size() - 1) + 0.5)];
  };
  json["mean"] = sum / static_cast<double>(samples.size());
  json["p50"] = percentile(0.5);
  json["p95"] = percentile(0.95);
  return json;
}

Counts all_counts(ServiceContext& context) {
  Counts sum{};
  const auto queues = context.store.queues();
  for (const Queue& queue : queues.ok() ? *queues : std::vector<Queue>{}) {
    const Counts counts = context.store.counts(queue.id);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += counts[i];
  }
  return sum;
}

// Jobs that ended within the last hour.
std::int64_t ended_since(const std::vector<JobTimes>& times, TimeMs since) {
  return std::count_if(times.begin(), times.end(),
                       [&](const JobTimes& t) { return t.completed_at >= since; });
}

Json statistics_json(ServiceContext& context, const std::vector<JobTimes>& times,
                     const Counts& counts) {
  std::vector<double> waiting, duration;
  std::map<std::string, std::int64_t> failures, verdicts;
  for (const JobTimes& t : times) {
    waiting.push_back(static_cast<double>(std::max<TimeMs>(0, t.started_at - t.created_at)));
    if (t.status == JobStatus::completed)
      duration.push_back(static_cast<double>(std::max<TimeMs>(0, t.completed_at - t.started_at)));
    if (t.status == JobStatus::failed) ++failures[t.error_code];
    if (!t.verdict.empty()) ++verdicts[t.verdict];
  }
  return {{"counts", counts_json(counts)},
          {"waiting_ms", distribution(std::move(waiting))},
          {"duration_ms", distribution(std::move(duration))},
          {"throughput_per_hour", ended_since(times, context.clock.now_ms() - 3'600'000)},
          {"failures", failures},
          {"verdicts", verdicts},
          {"workers",
           {{"busy", context.scheduler.busy()}, {"limit", context.scheduler.max_workers()}}}};
}

HttpResponse queue_statistics(ServiceContext& context, const HttpRequest& request) {
  const auto queue = context.store.queue(request.id());
  if (!queue.ok()) return refusal(queue.error());
  return reply(context.store.latest_times(queue->id, kSamples),
               [&](const std::vector<JobTimes>& times) {
                 Json json = statistics_json(context, times, context.store.counts(queue->id));
                 json["queue_id"] = queue->id;
                 return json;
               });
}

HttpResponse global_statistics(ServiceContext& context, const HttpRequest&) {
  return reply(context.store.latest_times(0, kSamples), [&](const std::vector<JobTimes>& times) {
    return statistics_json(context, times, all_counts(context));
  });
}

std::string escaped_label(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\n') {
      escaped += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// Prometheus' text format, version 0.0.4.
HttpResponse metrics(ServiceContext& context, const HttpRequest&) {
  std::string text =
      "# HELP curvespice_jobs Jobs by queue and status.\n# TYPE curvespice_jobs gauge\n";
  const auto queues = context.store.queues();
  for (const Queue& queue : queues.ok() ? *queues : std::vector<Queue>{}) {
    const Counts counts = context.store.counts(queue.id);
    for (std::size_t i = 0; i < counts.size(); ++i)
      text += "curvespice_jobs{queue=\"" + escaped_label(queue.name) + "\",status=\"" +
              Words<JobStatus>::all[i] + "\"} " + std::to_string(counts[i]) + "\n";
  }
  text += "# HELP curvespice_workers Workers that run now.\n# TYPE curvespice_workers gauge\n";
  text += "curvespice_workers " + std::to_string(context.scheduler.busy()) + "\n";
  text += "# HELP curvespice_events_total Events sent since the start.\n";
  text += "# TYPE curvespice_events_total counter\n";
  text += "curvespice_events_total " + std::to_string(context.events.last_seq()) + "\n";
  HttpResponse response;
  response.content_type = "text/plain; version=0.0.4";
  response.body = std::move(text);
  return response;
}

}  // namespace

std::vector<Route> statistics_routes() {
  return {{"GET", "/api/stats/queue/{id}", queue_statistics},
          {"GET", "/api/stats/global", global_statistics},
          {"GET", "/metrics", metrics}};
}

}  // namespace curvespice::queue
