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
/* So many calls of pow(2, 10) through libffi, prepared once; returns the last result. */
double floor_ffi_calls(uint32_t count);
/* Opens so many shared libraries by the paths in a block of NUL-ended strings; returns how many were opened. */
uint32_t floor_dlopen_all(const char *paths, uint32_t count);

#pragma clang assume_nonnull end
#endif
