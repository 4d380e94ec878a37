// A disk for SQLite that forgets on demand: it keeps what was written in memory, and after a power
// cut only what had been synced is left. Handles from before the cut fail from then on.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace curvespice::queue {

struct SimulatedFile {
  std::string written, synced;
  bool ever_synced = false;
  std::vector<std::pair<std::size_t, std::size_t>> dirty;  // offset, length since the last sync
  // The shared memory of the write-ahead log's index, and its locks.
  std::vector<std::unique_ptr<std::string>> regions;
  int shared[8] = {};
  bool exclusive[8] = {};
};

class PowerCutDisk {
 public:
  // Registers itself with SQLite under `name`. One that lies says that it synced and did not.
  explicit PowerCutDisk(const std::string& name, bool lies = false);
  ~PowerCutDisk();

  const std::string& name() const { return name_; }
  void cut_power();

  // For the VFS.
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<SimulatedFile>> files;
  int generation = 0;  // counts the cuts
  bool lies = false;

 private:
  std::string name_;
  struct Registration;
  std::unique_ptr<Registration> registration_;
};

}  // namespace curvespice::queue
