#include "queue/service/serve.h"

#include <cerrno>
#include <csignal>
#include <thread>

#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/paths.h"
#include "queue/runner/local_runner.h"
#include "queue/service/announce.h"
#include "queue/service/context.h"
#include "queue/service/event_log.h"
#include "queue/service/router.h"
#include "queue/service/server.h"
#include "queue/store/sqlite/sqlite_store.h"
#include "queue/store/state_folder.h"

namespace curvespice::queue {
namespace {

namespace fs = std::filesystem;

// The secret in the file `token`, made when there is none.
Result<std::string> load_token(const fs::path& file) {
  if (const auto present = read_file(file, 4096); present.ok() && present->size() >= 32) {
    ::chmod(file.c_str(), 0600);
    return present->substr(0, present->find_last_not_of(" \n") + 1);
  }
  unsigned char bytes[32];
  if (RAND_bytes(bytes, sizeof bytes) != 1)
    return Error{ErrorCode::internal, "the system gives no random numbers for a token"};
  const std::string token = sha256_hex({reinterpret_cast<const char*>(bytes), sizeof bytes});
  const mode_t before = ::umask(0077);
  const Status written = write_file_atomic(file, token + "\n");
  ::umask(before);
  if (!written.ok()) return written.error();
  ::chmod(file.c_str(), 0600);
  return token;
}

// What uploads and archives of an earlier life left behind.
Status fresh_folder(const fs::path& folder) {
  std::error_code error;
  fs::remove_all(folder, error);
  return make_folders(folder);
}

// So that a first job needs no queue to be made before.
Status ensure_a_queue(Store& store) {
  CURVESPICE_ASSIGN(const std::vector<Queue> queues, store.queues());
  if (!queues.empty()) return {};
  Queue queue;
  queue.name = "default";
  queue.description = "Where jobs go that name no queue";
  queue.max_concurrent_jobs = 16;
  const auto created = store.create_queue(queue);
  return created.ok() ? Status() : Status(created.error());
}

sigset_t stop_signals() {
  sigset_t signals;
  ::sigemptyset(&signals);
  ::sigaddset(&signals, SIGTERM);
  ::sigaddset(&signals, SIGINT);
  return signals;
}

// Until a signal says stop, or there was nothing to do for long enough.
void wait_for_the_end(const ServeOptions& options, const Server& server,
                      const Scheduler& scheduler) {
  const sigset_t signals = stop_signals();
  const timespec second{1, 0};
  while (::sigtimedwait(&signals, nullptr, &second) < 0) {
    const bool idle = options.idle_exit_seconds > 0 && scheduler.busy() == 0 &&
                      server.sockets() == 0 && server.idle_seconds() > options.idle_exit_seconds;
    if (idle) return;
  }
}

LocalRunnerOptions runner_options(const ServeOptions& options, const fs::path& state) {
  LocalRunnerOptions runner;
  runner.command = options.worker_command;
  if (runner.command.empty()) runner.command = {program_path().string(), "worker"};
  runner.jobs = state / "jobs";
  return runner;
}

SchedulerOptions scheduler_options(const ServeOptions& options, const fs::path& state) {
  SchedulerOptions scheduler;
  scheduler.max_workers =
      options.workers > 0 ? options.workers : std::max(1U, std::thread::hardware_concurrency());
  scheduler.jobs = state / "jobs";
  return scheduler;
}

Status write_service_file(const fs::path& file, const ServeOptions& options, int port,
                          const std::string& url) {
  Json service = {{"port", port},
                  {"pid", ::getpid()},
                  {"url", url},
                  {"address", options.address},
                  {"version", engine_version()}};
  if (!options.certificate.empty())
    service["certificate"] = fs::absolute(options.certificate).string();
  return write_file_atomic(file, service.dump() + "\n");
}

bool is_loopback(const std::string& address) {
  return address.rfind("127.", 0) == 0 || address == "::1";
}

// The token would travel in the clear.
Status check_privacy(const ServeOptions& options) {
  if (options.certificate.empty() != options.key.empty())
    return Error{ErrorCode::usage, "give --certificate and --key together"};
  if (is_loopback(options.address) || !options.certificate.empty()) return {};
  return Error{ErrorCode::usage,
               "listening on " + options.address +
                   " needs TLS: give --certificate and --key (PEM files), or stay on 127.0.0.1 "
                   "behind a proxy or a tunnel"};
}

// As this machine itself reaches the service.
std::string url_of(const ServeOptions& options, int port) {
  const bool any = options.address == "0.0.0.0" || options.address == "::";
  const std::string host = any ? "127.0.0.1"
                           : options.address.find(':') != std::string::npos
                               ? "[" + options.address + "]"
                               : options.address;
  return (options.certificate.empty() ? "http://" : "https://") + host + ":" + std::to_string(port);
}

Status serve_from(const ServeOptions& options, const StateFolder& folder) {
  const fs::path& state = folder.path();
  CURVESPICE_TRY(fresh_folder(state / "uploads"));
  CURVESPICE_ASSIGN(const std::string token, load_token(state / "token"));
  CURVESPICE_ASSIGN(const Contract contract, Contract::built_in());
  CURVESPICE_ASSIGN(const std::unique_ptr<Store> store,
                    sqlite::SqliteStore::open({state / "queue.db", &system_clock(), ""}));
  const ContentStore content(state / "artifacts");
  EventHub events;
  EventLog log(state / "events.log", system_clock());
  events.listen([&log](const Event& event) { log.write(event); });
  const LocalRunnerOptions runner = runner_options(options, state);
  Scheduler scheduler(
      *store, content, events, [runner] { return std::make_unique<LocalRunner>(runner); },
      scheduler_options(options, state));
  store->observe([&](const std::vector<JobChange>& changes) {
    announce(*store, events, changes);
    scheduler.heed(changes);
  });
  CURVESPICE_TRY(ensure_a_queue(*store));
  PictureMaker pictures(state / "pictures");
  ServiceContext context{state,
                         *store,
                         content,
                         events,
                         scheduler,
                         contract,
                         pictures,
                         system_clock(),
                         token,
                         monotonic_seconds(),
                         is_loopback(options.address)};
  const Router router(context);
  CURVESPICE_ASSIGN(
      const std::unique_ptr<Server> server,
      Server::start(context, router,
                    {options.address, options.port, options.certificate, options.key}));
  const std::string url = url_of(options, server->port());
  CURVESPICE_TRY(scheduler.start());
  // Before anybody can know the port: who connects first must not take it for news.
  events.publish("system:service_status", 0, 0, {{"status", "running"}});
  CURVESPICE_TRY(write_service_file(state / "service.json", options, server->port(), url));
  if (options.ready) options.ready(url);
  wait_for_the_end(options, *server, scheduler);
  std::error_code ignored;
  fs::remove(state / "service.json", ignored);
  events.publish("system:service_status", 0, 0, {{"status", "stopping"}});
  scheduler.stop(options.patience_ms);
  server->stop();
  return {};
}

}  // namespace

Status serve(const ServeOptions& options) {
  const sigset_t signals = stop_signals();
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  CURVESPICE_TRY(check_privacy(options));
  std::error_code error;
  const fs::path state =
      fs::absolute(options.state.empty() ? default_state_folder() : options.state, error);
  CURVESPICE_ASSIGN(const StateFolder folder, StateFolder::open(state));
  return serve_from(options, folder);
}

}  // namespace curvespice::queue
