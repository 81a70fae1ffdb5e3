#include "faulty_disk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FILES = 16, MOST_REGIONS = 64, SECTOR = 512 };

/* A write, or a cut of the file to a length, that is not flushed. */
struct change {
  struct change *next;
  int is_cut;
  int64_t offset; /* of a cut: the length */
  int64_t count;
  unsigned char bytes[];
};

struct content {
  unsigned char *bytes;
  int64_t size, room;
};

struct opened;

struct stored {
  char *name; /* NULL: the place is free */
  struct content durable, current;
  struct change *first, **end;
  int readers;
  const struct opened *writer; /* who has it reserved, or for itself */
};

struct opened {
  sqlite3_file base;
  struct stored *file;
  int lock;
};

static struct {
  struct stored files[MOST_FILES];
  void *regions[MOST_REGIONS]; /* the log's index; gone with the power */
  int shared[SQLITE_SHM_NLOCK], exclusive[SQLITE_SHM_NLOCK];
  uint64_t left; /* requests until the power goes; 0: it stays */
  int is_cut, lies;
  uint64_t kept, lost, torn;
  int64_t accepts; /* writes before they are refused */
  int refusal;     /* 0: none is refused */
  uint64_t refused;
  pthread_t owner; /* who has said last when the power is to go */
  uint64_t helped;
} disk;

/* Whoever uses the disk has it for itself until its function returns. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int hold(void) { return pthread_mutex_lock(&lock); }
static void let_go(const int *held) {
  (void)held;
  pthread_mutex_unlock(&lock);
}
#define HOLDS_DISK __attribute__((cleanup(let_go), unused)) int held = hold()

/* MARK: Content */

static int make_room(struct content *content, int64_t size) {
  if (size <= content->room) return SQLITE_OK;
  int64_t room = size * 2 < 4096 ? 4096 : size * 2;
  unsigned char *bytes = realloc(content->bytes, (size_t)room);
  if (!bytes) return SQLITE_NOMEM;
  content->bytes = bytes;
  content->room = room;
  return SQLITE_OK;
}

static int put(struct content *content, const void *bytes, int64_t count, int64_t offset) {
  if (make_room(content, offset + count) != SQLITE_OK) return SQLITE_NOMEM;
  if (offset > content->size) memset(content->bytes + content->size, 0, (size_t)(offset - content->size));
  memcpy(content->bytes + offset, bytes, (size_t)count);
  if (offset + count > content->size) content->size = offset + count;
  return SQLITE_OK;
}

static void cut(struct content *content, int64_t size) {
  if (size < content->size) content->size = size;
}

static int copy(struct content *to, const struct content *from) {
  to->size = 0;
  return from->size ? put(to, from->bytes, from->size, 0) : SQLITE_OK;
}

static void forget_changes(struct stored *file) {
  while (file->first) {
    struct change *next = file->first->next;
    free(file->first);
    file->first = next;
  }
  file->end = &file->first;
}

static int remember(struct stored *file, int is_cut, const void *bytes, int64_t count, int64_t offset) {
  struct change *change = malloc(sizeof *change + (size_t)count);
  if (!change) return SQLITE_NOMEM;
  *change = (struct change){.is_cut = is_cut, .offset = offset, .count = count};
  if (count) memcpy(change->bytes, bytes, (size_t)count);
  *file->end = change;
  file->end = &change->next;
  return SQLITE_OK;
}

static void erase(struct stored *file) {
  forget_changes(file);
  free(file->name);
  free(file->durable.bytes);
  free(file->current.bytes);
  *file = (struct stored){0};
}

static struct stored *find(const char *name) {
  for (int i = 0; i < MOST_FILES; i++)
    if (disk.files[i].name && strcmp(disk.files[i].name, name) == 0) return &disk.files[i];
  return NULL;
}

static struct stored *make(const char *name) {
  for (int i = 0; i < MOST_FILES; i++) {
    struct stored *file = &disk.files[i];
    if (file->name) continue;
    file->name = strdup(name);
    file->end = &file->first;
    return file->name ? file : NULL;
  }
  return NULL;
}

/* Counts a request that changes the disk: whether the power goes at it. */
static int goes_now(void) { return disk.left && --disk.left == 0 ? (disk.is_cut = 1) : 0; }

/* The result with which a write is refused; SQLITE_OK if it is not. */
static int refusal(void) {
  int result = disk.refusal;
  if (result == SQLITE_OK || disk.accepts-- > 0) return SQLITE_OK;
  disk.refused++;
  return result;
}

/* MARK: An open file */

static int file_read(sqlite3_file *base, void *into, int count, sqlite3_int64 offset) {
  HOLDS_DISK;
  const struct content *content = &((struct opened *)base)->file->current;
  if (disk.is_cut) return SQLITE_IOERR_READ;
  int64_t there = content->size > offset ? content->size - offset : 0;
  if (there > count) there = count;
  if (there) memcpy(into, content->bytes + offset, (size_t)there);
  if (there == count) return SQLITE_OK;
  memset((char *)into + there, 0, (size_t)(count - there));
  return SQLITE_IOERR_SHORT_READ;
}

static int file_write(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 offset) {
  HOLDS_DISK;
  struct stored *file = ((struct opened *)base)->file;
  if (disk.is_cut) return SQLITE_IOERR_WRITE;
  if (!pthread_equal(pthread_self(), disk.owner)) disk.helped++;
  int refused = refusal();
  if (refused) return refused;
  /* The write at which the power goes is under way: it may be kept, lost or torn like those before it. */
  int is_last = goes_now();
  if (remember(file, 0, bytes, count, offset) != SQLITE_OK) return SQLITE_NOMEM;
  return is_last ? SQLITE_IOERR_WRITE : put(&file->current, bytes, count, offset);
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size) {
  HOLDS_DISK;
  struct stored *file = ((struct opened *)base)->file;
  if (disk.is_cut || goes_now()) return SQLITE_IOERR_TRUNCATE;
  cut(&file->current, size);
  return remember(file, 1, NULL, 0, size);
}

static int file_sync(sqlite3_file *base, int flags) {
  HOLDS_DISK;
  struct stored *file = ((struct opened *)base)->file;
  (void)flags;
  if (disk.is_cut || goes_now()) return SQLITE_IOERR_FSYNC;
  if (disk.lies) return SQLITE_OK;
  if (copy(&file->durable, &file->current) != SQLITE_OK) return SQLITE_NOMEM;
  forget_changes(file);
  return SQLITE_OK;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size) {
  HOLDS_DISK;
  if (disk.is_cut) return SQLITE_IOERR_FSTAT;
  *size = ((struct opened *)base)->file->current.size;
  return SQLITE_OK;
}

static int file_lock(sqlite3_file *base, int level) {
  HOLDS_DISK;
  struct opened *opened = (struct opened *)base;
  struct stored *file = opened->file;
  if (level <= opened->lock) return SQLITE_OK;
  int is_others = file->writer && file->writer != opened;
  if (is_others && (level > SQLITE_LOCK_SHARED || file->writer->lock == SQLITE_LOCK_EXCLUSIVE)) return SQLITE_BUSY;
  if (level == SQLITE_LOCK_EXCLUSIVE && file->readers > 1) return SQLITE_BUSY;
  if (opened->lock == SQLITE_LOCK_NONE) file->readers++;
  if (level > SQLITE_LOCK_SHARED) file->writer = opened;
  opened->lock = level;
  return SQLITE_OK;
}

static int file_unlock(sqlite3_file *base, int level) {
  HOLDS_DISK;
  struct opened *opened = (struct opened *)base;
  if (level >= opened->lock) return SQLITE_OK;
  if (opened->file->writer == opened) opened->file->writer = NULL;
  if (level == SQLITE_LOCK_NONE) opened->file->readers--;
  opened->lock = level;
  return SQLITE_OK;
}

static int file_is_reserved(sqlite3_file *base, int *answer) {
  HOLDS_DISK;
  *answer = ((struct opened *)base)->file->writer != NULL;
  return SQLITE_OK;
}

static int file_close(sqlite3_file *base) { return file_unlock(base, SQLITE_LOCK_NONE); }

static int file_control(sqlite3_file *base, int request, void *value) {
  (void)base, (void)request, (void)value;
  return SQLITE_NOTFOUND;
}

static int file_sector(sqlite3_file *base) {
  (void)base;
  return SECTOR;
}

/* As the system's disks say of themselves: what lies beside a write that is torn stays as it was. */
static int file_traits(sqlite3_file *base) {
  (void)base;
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* MARK: The log's index */

static int index_map(sqlite3_file *base, int number, int size, int extend, void volatile **region) {
  HOLDS_DISK;
  (void)base;
  if (number >= MOST_REGIONS) return SQLITE_NOMEM;
  if (!disk.regions[number] && extend) disk.regions[number] = calloc(1, (size_t)size);
  *region = disk.regions[number];
  return *region || !extend ? SQLITE_OK : SQLITE_NOMEM;
}

static int index_lock(sqlite3_file *base, int first, int count, int flags) {
  HOLDS_DISK;
  (void)base;
  int is_exclusive = flags & SQLITE_SHM_EXCLUSIVE;
  for (int i = first; i < first + count; i++) {
    if (flags & SQLITE_SHM_UNLOCK) continue;
    if (disk.exclusive[i] || (is_exclusive && disk.shared[i])) return SQLITE_BUSY;
  }
  int step = flags & SQLITE_SHM_UNLOCK ? -1 : 1;
  for (int i = first; i < first + count; i++) *(is_exclusive ? &disk.exclusive[i] : &disk.shared[i]) += step;
  return SQLITE_OK;
}

static void index_barrier(sqlite3_file *base) {
  (void)base;
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

static void forget_index(void) {
  for (int i = 0; i < MOST_REGIONS; i++) {
    free(disk.regions[i]);
    disk.regions[i] = NULL;
  }
  memset(disk.shared, 0, sizeof disk.shared);
  memset(disk.exclusive, 0, sizeof disk.exclusive);
}

static int index_unmap(sqlite3_file *base, int remove) {
  HOLDS_DISK;
  (void)base;
  if (remove) forget_index();
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
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
  .xShmMap = index_map,
  .xShmLock = index_lock,
  .xShmBarrier = index_barrier,
  .xShmUnmap = index_unmap,
};

/* MARK: The disk */

static int disk_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *base, int flags, int *answer) {
  struct opened *opened = (struct opened *)base;
  (void)vfs;
  HOLDS_DISK;
  *opened = (struct opened){0};
  if (disk.is_cut || !name) return SQLITE_CANTOPEN;
  opened->file = find(name);
  if (!opened->file && flags & SQLITE_OPEN_CREATE) opened->file = make(name);
  if (!opened->file) return SQLITE_CANTOPEN;
  opened->base.pMethods = &methods;
  if (answer) *answer = flags;
  return SQLITE_OK;
}

/* Names are kept at once, as by a file system that journals them. */
static int disk_delete(sqlite3_vfs *vfs, const char *name, int flush) {
  HOLDS_DISK;
  (void)vfs, (void)flush;
  if (disk.is_cut || goes_now()) return SQLITE_IOERR_DELETE;
  struct stored *file = find(name);
  if (!file) return SQLITE_IOERR_DELETE_NOENT;
  erase(file);
  return SQLITE_OK;
}

static int disk_access(sqlite3_vfs *vfs, const char *name, int flags, int *answer) {
  HOLDS_DISK;
  (void)vfs;
  const struct stored *file = find(name);
  *answer = file && (flags != SQLITE_ACCESS_EXISTS || file->current.size > 0);
  return SQLITE_OK;
}

static int disk_path(sqlite3_vfs *vfs, const char *name, int count, char *into) {
  (void)vfs;
  if (strlen(name) >= (size_t)count) return SQLITE_CANTOPEN;
  strcpy(into, name);
  return SQLITE_OK;
}

static sqlite3_vfs faulty;

int faulty_disk_register(void) {
  const sqlite3_vfs *system = sqlite3_vfs_find(NULL);
  if (!system) return SQLITE_ERROR;
  if (faulty.zName) return SQLITE_OK;
  /* Time, sleep and chance are the system's. */
  faulty = *system;
  faulty.pNext = NULL;
  faulty.zName = "faulty";
  faulty.szOsFile = sizeof(struct opened);
  faulty.xOpen = disk_open;
  faulty.xDelete = disk_delete;
  faulty.xAccess = disk_access;
  faulty.xFullPathname = disk_path;
  return sqlite3_vfs_register(&faulty, 0);
}

void faulty_disk_format(void) {
  HOLDS_DISK;
  for (int i = 0; i < MOST_FILES; i++)
    if (disk.files[i].name) erase(&disk.files[i]);
  forget_index();
  memset(&disk, 0, sizeof disk);
}

void faulty_disk_cut_after(uint64_t requests) {
  HOLDS_DISK;
  disk.left = requests;
  disk.owner = pthread_self();
}

void faulty_disk_lie(int yes) {
  HOLDS_DISK;
  disk.lies = yes;
}

void faulty_disk_refuse_after(uint64_t writes, int result) {
  HOLDS_DISK;
  disk.accepts = (int64_t)writes - 1;
  disk.refused = 0;
  disk.refusal = result;
}

void faulty_disk_accept(void) {
  HOLDS_DISK;
  disk.refusal = SQLITE_OK;
}

static uint64_t read_count(const uint64_t *count) {
  HOLDS_DISK;
  return *count;
}

int faulty_disk_is_cut(void) {
  HOLDS_DISK;
  return disk.is_cut;
}

uint64_t faulty_disk_refused(void) { return read_count(&disk.refused); }
uint64_t faulty_disk_kept(void) { return read_count(&disk.kept); }
uint64_t faulty_disk_lost(void) { return read_count(&disk.lost); }
uint64_t faulty_disk_torn(void) { return read_count(&disk.torn); }
uint64_t faulty_disk_helped(void) { return read_count(&disk.helped); }

/* splitmix64 */
static uint64_t chance(uint64_t *state) {
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

/* One unflushed change in three is lost, one in three that spans sectors is torn. */
static void settle(struct stored *file, uint64_t *state) {
  for (const struct change *change = file->first; change; change = change->next) {
    uint64_t choice = chance(state) % 3;
    if (choice == 0) {
      disk.lost++;
    } else if (change->is_cut) {
      cut(&file->durable, change->offset);
      disk.kept++;
    } else if (choice == 1 && change->count > SECTOR) {
      int64_t sectors = change->count / SECTOR;
      put(&file->durable, change->bytes, SECTOR * (int64_t)(1 + chance(state) % (uint64_t)sectors), change->offset);
      disk.torn++;
    } else {
      put(&file->durable, change->bytes, change->count, change->offset);
      disk.kept++;
    }
  }
  forget_changes(file);
  copy(&file->current, &file->durable);
}

void faulty_disk_restart(uint64_t seed) {
  HOLDS_DISK;
  for (int i = 0; i < MOST_FILES; i++)
    if (disk.files[i].name) settle(&disk.files[i], &seed);
  forget_index();
  disk.left = 0;
  disk.is_cut = 0;
}
