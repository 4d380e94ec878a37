#include "tests/queue/support/power_cut_vfs.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>

#include <sqlite3.h>

namespace curvespice::queue {
namespace {

struct Handle {
  sqlite3_file base;
  PowerCutDisk* disk;
  std::shared_ptr<SimulatedFile>* file;
  int generation;
  int shared_mask, exclusive_mask;
};

Handle& handle_of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
bool is_dead(const Handle& handle) { return handle.generation != handle.disk->generation; }

int close_file(sqlite3_file* file) {
  delete handle_of(file).file;
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* to, int count, sqlite3_int64 offset) {
  Handle& handle = handle_of(file);
  std::lock_guard lock(handle.disk->mutex);
  if (is_dead(handle)) return SQLITE_IOERR_READ;
  const std::string& bytes = (*handle.file)->written;
  const auto begin = std::min(static_cast<std::size_t>(offset), bytes.size());
  const auto there = std::min(static_cast<std::size_t>(count), bytes.size() - begin);
  std::memcpy(to, bytes.data() + begin, there);
  std::memset(static_cast<char*>(to) + there, 0, static_cast<std::size_t>(count) - there);
  return there == static_cast<std::size_t>(count) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
  Handle& handle = handle_of(file);
  std::lock_guard lock(handle.disk->mutex);
  if (is_dead(handle)) return SQLITE_IOERR_WRITE;
  SimulatedFile& f = **handle.file;
  const auto at = static_cast<std::size_t>(offset), length = static_cast<std::size_t>(count);
  if (f.written.size() < at + length) f.written.resize(at + length);
  std::memcpy(f.written.data() + at, from, length);
  f.dirty.emplace_back(at, length);
  return SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  Handle& handle = handle_of(file);
  std::lock_guard lock(handle.disk->mutex);
  if (is_dead(handle)) return SQLITE_IOERR_TRUNCATE;
  (*handle.file)->written.resize(static_cast<std::size_t>(size));
  return SQLITE_OK;
}

int sync_file(sqlite3_file* file, int) {
  Handle& handle = handle_of(file);
  std::lock_guard lock(handle.disk->mutex);
  if (is_dead(handle)) return SQLITE_IOERR_FSYNC;
  if (handle.disk->lies) return SQLITE_OK;
  SimulatedFile& f = **handle.file;
  f.synced.resize(f.written.size());
  for (const auto& [at, length] : f.dirty) {
    const std::size_t end = std::min(at + length, f.written.size());
    if (at < end) std::memcpy(f.synced.data() + at, f.written.data() + at, end - at);
  }
  f.dirty.clear();
  f.ever_synced = true;
  return SQLITE_OK;
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
  Handle& handle = handle_of(file);
  std::lock_guard lock(handle.disk->mutex);
  *size = static_cast<sqlite3_int64>((*handle.file)->written.size());
  return SQLITE_OK;
}

int no_lock(sqlite3_file*, int) { return SQLITE_OK; }
int nobody_reserved(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
int no_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
int no_promises(sqlite3_file*) { return 0; }

int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  Handle& handle = handle_of(file);
  std::lock_guard lock(handle.disk->mutex);
  auto& regions = (*handle.file)->regions;
  const auto index = static_cast<std::size_t>(page);
  *memory = nullptr;
  if (regions.size() <= index && !extend) return SQLITE_OK;
  while (regions.size() <= index)
    regions.push_back(std::make_unique<std::string>(static_cast<std::size_t>(size), '\0'));
  *memory = regions[index]->data();
  return SQLITE_OK;
}

int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  Handle& handle = handle_of(file);
  std::lock_guard lock(handle.disk->mutex);
  SimulatedFile& f = **handle.file;
  const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
  for (int i = offset; i < offset + count; ++i) {
    const int bit = 1 << i;
    const int others = f.shared[i] - ((handle.shared_mask & bit) != 0 ? 1 : 0);
    const bool foreign = f.exclusive[i] && (handle.exclusive_mask & bit) == 0;
    if ((flags & SQLITE_SHM_LOCK) != 0 && (foreign || (exclusive && others > 0)))
      return SQLITE_BUSY;
  }
  for (int i = offset; i < offset + count; ++i) {
    const int bit = 1 << i;
    if ((flags & SQLITE_SHM_LOCK) != 0 && exclusive) {
      f.exclusive[i] = true;
      handle.exclusive_mask |= bit;
    } else if ((flags & SQLITE_SHM_LOCK) != 0) {
      if ((handle.shared_mask & bit) == 0) ++f.shared[i];
      handle.shared_mask |= bit;
    } else {
      if ((handle.shared_mask & bit) != 0) --f.shared[i];
      if ((handle.exclusive_mask & bit) != 0) f.exclusive[i] = false;
      handle.shared_mask &= ~bit;
      handle.exclusive_mask &= ~bit;
    }
  }
  return SQLITE_OK;
}

void barrier(sqlite3_file*) { std::atomic_thread_fence(std::memory_order_seq_cst); }
int unmap_shared(sqlite3_file*, int) { return SQLITE_OK; }

constexpr sqlite3_io_methods kMethods = {
    2,           close_file, read_file,       write_file, truncate_file, sync_file,   size_of_file,
    no_lock,     no_lock,    nobody_reserved, no_control, sector_size,   no_promises, map_shared,
    lock_shared, barrier,    unmap_shared,    nullptr,    nullptr};

PowerCutDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<PowerCutDisk*>(vfs->pAppData); }

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  PowerCutDisk& disk = disk_of(vfs);
  std::lock_guard lock(disk.mutex);
  std::shared_ptr<SimulatedFile> found;
  if (name) {
    auto& entry = disk.files[name];
    if (!entry) entry = std::make_shared<SimulatedFile>();
    found = entry;
  } else {
    found = std::make_shared<SimulatedFile>();
  }
  Handle& handle = handle_of(file);
  handle =
      Handle{{&kMethods}, &disk, new std::shared_ptr<SimulatedFile>(found), disk.generation, 0, 0};
  if (out_flags) *out_flags = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int) {
  PowerCutDisk& disk = disk_of(vfs);
  std::lock_guard lock(disk.mutex);
  disk.files.erase(name);
  return SQLITE_OK;
}

int access_file(sqlite3_vfs* vfs, const char* name, int, int* there) {
  PowerCutDisk& disk = disk_of(vfs);
  std::lock_guard lock(disk.mutex);
  *there = disk.files.count(name) > 0;
  return SQLITE_OK;
}

int same_name(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

}  // namespace

struct PowerCutDisk::Registration {
  sqlite3_vfs vfs{};
};

PowerCutDisk::PowerCutDisk(const std::string& name, bool liar)
    : lies(liar), name_(name), registration_(std::make_unique<Registration>()) {
  sqlite3_vfs& vfs = registration_->vfs;
  vfs = *sqlite3_vfs_find(nullptr);  // its clock, random numbers and sleep
  vfs.szOsFile = sizeof(Handle);
  vfs.pNext = nullptr;
  vfs.zName = name_.c_str();
  vfs.pAppData = this;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = access_file;
  vfs.xFullPathname = same_name;
  sqlite3_vfs_register(&vfs, 0);
}

PowerCutDisk::~PowerCutDisk() { sqlite3_vfs_unregister(&registration_->vfs); }

void PowerCutDisk::cut_power() {
  std::lock_guard lock(mutex);
  ++generation;
  std::map<std::string, std::shared_ptr<SimulatedFile>> left;
  for (const auto& [name, file] : files) {
    if (!file->ever_synced) continue;
    auto survivor = std::make_shared<SimulatedFile>();
    survivor->written = survivor->synced = file->synced;
    survivor->ever_synced = true;
    left[name] = survivor;
  }
  files = std::move(left);
}

}  // namespace curvespice::queue
