#include "tests/support/counting_vfs.hpp"

#include <sqlite3.h>

#include <new>
#include <stdexcept>

namespace musubi::testing {
namespace {

enum class Part : std::uint8_t { wal, database, other };

// SQLite gives szOsFile bytes: this header, then the real layer's own file.
struct CountedFile {
  sqlite3_file base;
  CountingVfs* owner;
  Part part;
};

constexpr std::size_t k_header = (sizeof(CountedFile) + 15) / 16 * 16;

CountedFile* counted(sqlite3_file* file) { return reinterpret_cast<CountedFile*>(file); }
sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + k_header);
}

}  // namespace

struct CountingVfs::Layer {
  sqlite3_vfs vfs{};
  sqlite3_vfs* system{nullptr};

  static sqlite3_vfs* below(sqlite3_vfs* vfs) { return static_cast<CountingVfs*>(vfs->pAppData)->layer_->system; }

  static Counts* counts(CountedFile* file) {
    if (file->part == Part::wal) return &file->owner->wal_;
    if (file->part == Part::database) return &file->owner->database_;
    return nullptr;
  }

  static int write(sqlite3_file* f, const void* data, int size, sqlite3_int64 at) {
    CountedFile* file = counted(f);
    if (file->part == Part::wal) {
      if (const int code = file->owner->write_plan_.next(); code != SQLITE_OK) return code;
    }
    if (Counts* c = counts(file)) {
      ++c->writes;
      ++c->unsynced;
    }
    return real(f)->pMethods->xWrite(real(f), data, size, at);
  }

  static int sync(sqlite3_file* f, int flags) {
    CountedFile* file = counted(f);
    if (file->part == Part::wal) {
      if (const int code = file->owner->sync_plan_.next(); code != SQLITE_OK) return code;
    }
    const int result = real(f)->pMethods->xSync(real(f), flags);
    if (Counts* c = counts(file); c != nullptr && result == SQLITE_OK) {
      ++c->syncs;
      c->unsynced = 0;
    }
    return result;
  }

  static int open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* f, int flags, int* out_flags) {
    CountedFile* file = counted(f);
    file->owner = static_cast<CountingVfs*>(vfs->pAppData);
    file->part = (flags & SQLITE_OPEN_WAL) != 0       ? Part::wal
                 : (flags & SQLITE_OPEN_MAIN_DB) != 0 ? Part::database
                                                      : Part::other;
    const int result = below(vfs)->xOpen(below(vfs), name, real(f), flags, out_flags);
    file->base.pMethods = real(f)->pMethods == nullptr ? nullptr : &methods();
    return result;
  }

  static const sqlite3_io_methods& methods() {
    static const sqlite3_io_methods table{
        3,
        [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); },
        [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
          return real(f)->pMethods->xRead(real(f), to, size, at);
        },
        write,
        [](sqlite3_file* f, sqlite3_int64 size) { return real(f)->pMethods->xTruncate(real(f), size); },
        sync,
        [](sqlite3_file* f, sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); },
        [](sqlite3_file* f, int level) { return real(f)->pMethods->xLock(real(f), level); },
        [](sqlite3_file* f, int level) { return real(f)->pMethods->xUnlock(real(f), level); },
        [](sqlite3_file* f, int* out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); },
        [](sqlite3_file* f, int op, void* arg) { return real(f)->pMethods->xFileControl(real(f), op, arg); },
        [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); },
        [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); },
        [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
          return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
        },
        [](sqlite3_file* f, int offset, int n, int flags) {
          return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
        },
        [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); },
        [](sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); },
        [](sqlite3_file* f, sqlite3_int64 at, int size, void** out) {
          return real(f)->pMethods->xFetch(real(f), at, size, out);
        },
        [](sqlite3_file* f, sqlite3_int64 at, void* page) { return real(f)->pMethods->xUnfetch(real(f), at, page); },
    };
    return table;
  }
};

int CountingVfs::Plan::next() {
  if (code.load() == SQLITE_OK) return SQLITE_OK;
  return more.fetch_sub(1) > 0 ? SQLITE_OK : code.load();
}

CountingVfs::CountingVfs() : layer_(std::make_unique<Layer>()) {
  static std::atomic<int> number{0};
  name_ = "counting-" + std::to_string(++number);
  layer_->system = sqlite3_vfs_find(nullptr);
  layer_->vfs = *layer_->system;  // the callbacks not replaced below never look at the vfs they are given
  layer_->vfs.pNext = nullptr;
  layer_->vfs.zName = name_.c_str();
  layer_->vfs.szOsFile = static_cast<int>(k_header) + layer_->system->szOsFile;
  layer_->vfs.pAppData = this;
  layer_->vfs.xOpen = Layer::open;
  if (sqlite3_vfs_register(&layer_->vfs, 0) != SQLITE_OK) throw std::runtime_error("cannot register a vfs");
}

CountingVfs::~CountingVfs() { sqlite3_vfs_unregister(&layer_->vfs); }

void CountingVfs::fail_wal_writes(int code, std::int64_t more) {
  write_plan_.more = more;
  write_plan_.code = code;
}

void CountingVfs::fail_wal_syncs(int code, std::int64_t more) {
  sync_plan_.more = more;
  sync_plan_.code = code;
}

void CountingVfs::heal() {
  write_plan_.code = SQLITE_OK;
  sync_plan_.code = SQLITE_OK;
}

}  // namespace musubi::testing
