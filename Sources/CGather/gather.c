#include "gather.h"

#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

/* Bytes of a piece. SQLite's own files take less than 128 KiB at once. */
enum { longest = 120 << 10 };

struct gathered {
  sqlite3_file base;
  /* The file of the VFS below, which lies behind this. */
  sqlite3_file *below;
  int gathers;
  /* What is not handed on yet, and where in the file it belongs; NULL before the first. */
  char *bytes;
  int count;
  sqlite3_int64 start;
};

/* What was refused is gone, as of any write that fails: whoever is told so gives the commit up, and the next one writes
 * its pages anew. */
static int hand_on(struct gathered *file) {
  int count = file->count;
  file->count = 0;
  return count == 0 ? SQLITE_OK : file->below->pMethods->xWrite(file->below, file->bytes, count, file->start);
}

static int file_write(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 offset) {
  struct gathered *file = (struct gathered *)base;
  if (!file->bytes && file->gathers) file->bytes = sqlite3_malloc(longest);
  if (offset != file->start + file->count || count > longest - file->count) {
    int code = hand_on(file);
    if (code != SQLITE_OK) return code;
  }
  if (!file->bytes || count > longest) return file->below->pMethods->xWrite(file->below, bytes, count, offset);
  if (file->count == 0) file->start = offset;
  memcpy(file->bytes + file->count, bytes, (size_t)count);
  file->count += count;
  return SQLITE_OK;
}

static int file_close(sqlite3_file *base) {
  struct gathered *file = (struct gathered *)base;
  int handed = hand_on(file);
  int closed = file->below->pMethods->xClose(file->below);
  sqlite3_free(file->bytes);
  file->bytes = NULL;
  return handed != SQLITE_OK ? handed : closed;
}

/* The same function of the file below, which is to have all before. */
#define HANDED_ON(function, ...)                   \
  struct gathered *file = (struct gathered *)base; \
  int code = hand_on(file);                        \
  return code != SQLITE_OK ? code : file->below->pMethods->function(file->below, ##__VA_ARGS__)

/* The same function of the file below, which has nothing to do with what it holds. */
#define BELOW(function, ...)                              \
  sqlite3_file *below = ((struct gathered *)base)->below; \
  return below->pMethods->function(below, ##__VA_ARGS__)

static int file_read(sqlite3_file *base, void *bytes, int count, sqlite3_int64 offset) {
  HANDED_ON(xRead, bytes, count, offset);
}
static int file_truncate(sqlite3_file *base, sqlite3_int64 size) { HANDED_ON(xTruncate, size); }
static int file_sync(sqlite3_file *base, int flags) { HANDED_ON(xSync, flags); }
static int file_size(sqlite3_file *base, sqlite3_int64 *size) { HANDED_ON(xFileSize, size); }
/* A log is not locked; whoever has its file's lock has it. And what hints at something may be refused unheard. */
static int file_lock(sqlite3_file *base, int level) { BELOW(xLock, level); }
static int file_unlock(sqlite3_file *base, int level) { BELOW(xUnlock, level); }
static int file_is_reserved(sqlite3_file *base, int *answer) { BELOW(xCheckReservedLock, answer); }
static int file_control(sqlite3_file *base, int request, void *argument) { BELOW(xFileControl, request, argument); }
static int file_sector(sqlite3_file *base) { BELOW(xSectorSize); }
static int file_traits(sqlite3_file *base) { BELOW(xDeviceCharacteristics); }

/* Of the first version: a log is neither mapped into memory, nor is its index its own. */
static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_is_reserved,
  .xFileControl = file_control,
  .xSectorSize = file_sector,
  .xDeviceCharacteristics = file_traits,
};

/* MARK: The layer */

static int layer_open(sqlite3_vfs *layer, sqlite3_filename name, sqlite3_file *base, int flags, int *answer) {
  sqlite3_vfs *vfs = layer->pAppData;
  if (!(flags & SQLITE_OPEN_WAL)) return vfs->xOpen(vfs, name, base, flags, answer);
  struct gathered *file = (struct gathered *)base;
  *file = (struct gathered){.below = (sqlite3_file *)(file + 1)};
  file->below->pMethods = NULL;
  int code = vfs->xOpen(vfs, name, file->below, flags, answer);
  if (code != SQLITE_OK) {
    if (file->below->pMethods) file->below->pMethods->xClose(file->below);
    return code;
  }
  file->base.pMethods = &methods;
  file->gathers = (file_traits(base) & SQLITE_IOCAP_POWERSAFE_OVERWRITE) != 0;
  return SQLITE_OK;
}

static const char *make(sqlite3_vfs *vfs) {
  char *name = sqlite3_mprintf("gather-%s", vfs->zName);
  sqlite3_vfs *layer = name ? sqlite3_malloc(sizeof *layer) : NULL;
  if (!layer) {
    sqlite3_free(name);
    return NULL;
  }
  /* Names, time and chance are those of the VFS below, whose functions ask nothing of the VFS that they are given. */
  *layer = *vfs;
  layer->pNext = NULL;
  layer->zName = name;
  layer->pAppData = vfs;
  layer->szOsFile = (int)sizeof(struct gathered) + vfs->szOsFile;
  layer->xOpen = layer_open;
  if (sqlite3_vfs_register(layer, 0) == SQLITE_OK) return name;
  sqlite3_free(layer);
  sqlite3_free(name);
  return NULL;
}

const char *gather_register(const char *below) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  sqlite3_vfs *vfs = sqlite3_vfs_find(below);
  if (!vfs) return NULL;
  pthread_mutex_lock(&lock);
  char *name = sqlite3_mprintf("gather-%s", vfs->zName);
  sqlite3_vfs *layer = name ? sqlite3_vfs_find(name) : NULL;
  sqlite3_free(name);
  const char *registered = layer ? layer->zName : make(vfs);
  pthread_mutex_unlock(&lock);
  return registered;
}
