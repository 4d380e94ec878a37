// How fast the store is: `store_bench [--clients 16] [--seconds 5] [--finished 0] [--folder DIR]`.
// Each client claims a job and completes it, and both calls return only when durable
// (synchronous=FULL). With --finished N the database holds N finished jobs before the measurement.
// Prints claim+complete pairs a second, the 50th and 99th percentile of one pair, and the rate of
// enqueueing in batches of 100.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/file.h"
#include "queue/store/sqlite/sqlite_store.h"

namespace curvespice::queue {
namespace {

using sqlite::Connection, sqlite::SqliteOptions, sqlite::SqliteStore;

struct Settings {
  int clients = 16;
  double seconds = 5;
  long finished = 0;
  std::string folder;
};

Settings read_arguments(int count, char** arguments) {
  Settings settings;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = arguments[i];
    if (name == "--clients") settings.clients = std::atoi(arguments[i + 1]);
    if (name == "--seconds") settings.seconds = std::atof(arguments[i + 1]);
    if (name == "--finished") settings.finished = std::atol(arguments[i + 1]);
    if (name == "--folder") settings.folder = arguments[i + 1];
  }
  return settings;
}

std::vector<NewJob> trivial_jobs(Id queue, std::size_t count) {
  std::vector<NewJob> jobs(count);
  for (NewJob& job : jobs) {
    job.queue_id = queue;
    job.kind = JobKind::trivial;
  }
  return jobs;
}

// Enqueues `count` jobs in batches of 100 from two clients; jobs a second.
double enqueue(Store& store, Id queue, long count) {
  const double begin = monotonic_seconds();
  std::atomic<long> left{count};
  auto client = [&] {
    while ((left -= 100) >= 0)
      if (!store.create_jobs(trivial_jobs(queue, 100)).ok()) std::abort();
  };
  std::thread first(client), second(client);
  first.join();
  second.join();
  return static_cast<double>(count) / (monotonic_seconds() - begin);
}

// Claims and completes until the time is over or the queue is empty; milliseconds of each pair.
std::vector<double> work(Store& store, Id queue, double until) {
  std::vector<double> pairs;
  Outcome outcome;
  while (monotonic_seconds() < until) {
    const double begin = monotonic_seconds();
    const auto claimed = store.claim(queue, "bench", 60'000);
    if (!claimed.ok()) std::abort();
    if (!claimed->has_value()) break;
    if (!store.finish((*claimed)->lease, outcome).ok()) std::abort();
    pairs.push_back((monotonic_seconds() - begin) * 1e3);
  }
  return pairs;
}

void measure(Store& store, Id queue, const Settings& settings) {
  const double begin = monotonic_seconds();
  std::vector<std::vector<double>> pairs(static_cast<std::size_t>(settings.clients));
  std::vector<std::thread> clients;
  for (auto& own : pairs)
    clients.emplace_back([&] { own = work(store, queue, begin + settings.seconds); });
  for (std::thread& client : clients) client.join();
  const double seconds = monotonic_seconds() - begin;
  std::vector<double> all;
  for (const auto& own : pairs) all.insert(all.end(), own.begin(), own.end());
  std::sort(all.begin(), all.end());
  const auto percentile = [&](double p) {
    return all[static_cast<std::size_t>(p * static_cast<double>(all.size() - 1))];
  };
  std::printf(
      "claim+complete: %.0f pairs/s (%zu in %.2f s, %d clients), p50 %.2f ms, p99 %.2f ms\n",
      static_cast<double>(all.size()) / seconds, all.size(), seconds, settings.clients,
      percentile(0.5), percentile(0.99));
}

constexpr char kFinished[] = R"sql(
 WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < ?2)
 INSERT INTO job(queue_id, kind, device, part, status, priority, method, parameters, held, place,
   attempts, max_attempts, last_attempt, timeout_ms, progress, verdict, created_at, started_at,
   completed_at)
 SELECT ?1, 'trivial', '', '', 'completed', 'normal', 'auto', '{}', 0, 0, 1, 3, 3, 600000, 100,
   'accepted', 1000+i, 1001+i, 1005+i FROM n)sql";
constexpr char kAttempts[] =
    "INSERT INTO attempt(job_id, number, started_at, ended_at, outcome, log)"
    " SELECT id, 1, started_at, completed_at, 'completed', '' FROM job";

// Finished jobs as a long life leaves them behind, straight into the tables.
void fill(const SqliteOptions& options, Id queue, long count) {
  std::printf("writing %ld finished jobs first\n", count);
  Connection db(options.file, Connection::Access::read_write);
  db.run("BEGIN");
  db.run(kFinished, queue, std::int64_t{count});
  db.run(kAttempts);
  db.run("COMMIT");
}

std::unique_ptr<Store> open_or_die(const SqliteOptions& options) {
  auto opened = SqliteStore::open(options);
  if (!opened.ok()) std::abort();
  return std::move(*opened);
}

int run(const Settings& settings) {
  auto folder = TemporaryFolder::create(settings.folder);
  if (!folder.ok()) return 1;
  const SqliteOptions options{folder->path() / "queue.db", &system_clock(), ""};
  std::unique_ptr<Store> store = open_or_die(options);
  Queue queue;
  queue.name = "bench";
  queue.max_concurrent_jobs = 256;
  const Id id = store->create_queue(queue)->id;
  if (settings.finished > 0) {
    store.reset();
    fill(options, id, settings.finished);
    const double begin = monotonic_seconds();
    store = open_or_die(options);
    std::printf("opened in %.2f s\n", monotonic_seconds() - begin);
  }
  const long jobs = static_cast<long>(settings.seconds * 20'000) / 100 * 100;
  std::printf("enqueue in batches of 100: %.0f jobs/s\n", enqueue(*store, id, jobs));
  measure(*store, id, settings);
  return 0;
}

}  // namespace
}  // namespace curvespice::queue

int main(int count, char** arguments) {
  return curvespice::queue::run(curvespice::queue::read_arguments(count, arguments));
}
