#include "queue/store/state_folder.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <iterator>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"

namespace curvespice::queue {
namespace {

struct NetworkFileSystem {
  unsigned long type;  // statfs(2), linux/magic.h
  const char* name;
};
constexpr NetworkFileSystem kNetwork[] = {
    {0x6969, "NFS"},      {0x517B, "SMB"},      {0xFF534D42, "CIFS"},  {0xFE534D42, "SMB2"},
    {0x01021997, "9P"},   {0x5346414F, "AFS"},  {0x00C36400, "Ceph"},  {0x0BD00BD0, "Lustre"},
    {0x47504653, "GPFS"}, {0x01161970, "GFS2"}, {0x7461636F, "OCFS2"},
};

Error in_use(const std::filesystem::path& folder) {
  const auto service = read_file(folder / "service.json");
  return {ErrorCode::conflict,
          "another curvespice service already uses '" + folder.string() +
              "'; stop it, or give another --state" +
              (service.ok() ? " (it says: " + service->substr(0, service->find('\n')) + ")" : "")};
}

// Whether the service that used the folder last is gone without having said so.
bool holder_was_killed(const std::filesystem::path& folder) {
  const auto text = read_file(folder / "service.json", 4096);
  if (!text.ok()) return false;
  const auto json = parse_json(*text, "service.json");
  const auto pid = json.ok() ? member<int>(*json, "pid") : Result<int>(json.error());
  return pid.ok() && *pid > 0 && ::kill(*pid, 0) != 0 && errno == ESRCH;
}

// A lock belongs to every copy of its descriptor. A service that is killed while it starts a worker
// leaves one in the child that has not yet become the worker; on a busy machine that takes a while
// to die. Nobody else is waited for.
bool lock_for_us(int lock, const std::filesystem::path& folder) {
  constexpr double kSecondsToDie = 10;
  const double until = monotonic_seconds() + kSecondsToDie;
  while (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    if (!holder_was_killed(folder) || monotonic_seconds() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

}  // namespace

Status check_file_system(long type, const std::filesystem::path& folder) {
  for (const NetworkFileSystem& system : kNetwork)
    if (static_cast<unsigned long>(type) == system.type)
      return Error{ErrorCode::conflict, "'" + folder.string() +
                                            "' lies on a network file system (" + system.name +
                                            "), where a database is not safe; give a folder of a "
                                            "local disk with --state"};
  return {};
}

Result<StateFolder> StateFolder::open(const std::filesystem::path& path) {
  CURVESPICE_TRY(make_folders(path / "artifacts"));
  CURVESPICE_TRY(make_folders(path / "jobs"));
  ::chmod(path.c_str(), 0700);
  struct statfs system {};
  if (::statfs(path.c_str(), &system) == 0)
    CURVESPICE_TRY(check_file_system(static_cast<long>(system.f_type), path));
  const int lock = ::open((path / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0)
    return Error{ErrorCode::io, "cannot write in '" + path.string() + "': " + std::strerror(errno)};
  if (!lock_for_us(lock, path)) {
    ::close(lock);
    return in_use(path);
  }
  return StateFolder(path, lock);
}

StateFolder::StateFolder(StateFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

StateFolder& StateFolder::operator=(StateFolder&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(lock_, other.lock_);
  return *this;
}

StateFolder::~StateFolder() {
  if (lock_ >= 0) ::close(lock_);
}

}  // namespace curvespice::queue
