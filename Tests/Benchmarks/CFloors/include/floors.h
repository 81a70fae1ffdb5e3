/* What this machine can do without us: the same work in plain C, measured in the same run. */
#ifndef FLOORS_H
#define FLOORS_H
#include <stdint.h>

#pragma clang assume_nonnull begin

/* Prepares n capabilities "cap.text.echo-<i>", each served by the same no-op agent. */
void floor_walk_setup(uint32_t count);
/* One whole walk: hash, look-up, permit, slot, two clock readings, invoke, completion with a copy, average, permit.
 * Returns the size of the answer. */
uint64_t floor_walk_call(const char *name, uint64_t name_size, const void *payload, uint64_t size);
/* A call through a function pointer that the compiler cannot see through. */
uint64_t floor_pointer_call(const void *payload, uint64_t size);

/* So many round trips of two threads that wake each other through a futex; returns nanoseconds in all. */
uint64_t floor_futex_ping_pong(uint32_t count);
/* The same between two processes that share memory, each bound to a processor (-1: to none). pause_ns passes before each
 * round trip, so that both sleep; only the trips count. */
uint64_t floor_process_ping_pong(uint32_t count, int here, int there, uint64_t pause_ns);
/* The same by looking without pause, each side on its own processor; so many bytes go over and come back, through lines
 * that the other side has read before, as in a ring. */
uint64_t floor_process_spin(uint32_t count, int here, int there, uint32_t size);
/* The same over a pair of sockets with messages of so many bytes. */
uint64_t floor_socket_ping_pong(uint32_t count, int here, int there, uint32_t size);
/* Binds a thread (0: the calling one) or process to a processor; -1 frees it. */
void floor_bind(int process, int processor);
/* So many calls of pow(2, 10) through libffi, prepared once; returns the last result. */
double floor_ffi_calls(uint32_t count);
/* Opens so many shared libraries by the paths in a block of NUL-ended strings; returns how many were opened. */
uint32_t floor_dlopen_all(const char *paths, uint32_t count);

/* A SQLite file with one table of bytes, written as the store of runs is: a log, and a flush for each commit. */
typedef struct floor_rows floor_rows;
/* Makes the file; NULL if it cannot be made. */
floor_rows *_Nullable floor_rows_open(const char *path);
/* So many commits of so many rows of so many bytes each, 4096 at most; returns nanoseconds, 0 if one was refused. */
uint64_t floor_rows_write(floor_rows *rows, uint32_t commits, uint32_t count, uint32_t bytes);
void floor_rows_close(floor_rows *rows);
/* The length of a SQLite file's log, without the room behind it; -1 if it has none. */
int64_t floor_log_bytes(const char *path);
/* The length of a SQLite file when all of its log is in it; -1 if that cannot be done. */
int64_t floor_moved_bytes(const char *path);

#pragma clang assume_nonnull end
#endif
