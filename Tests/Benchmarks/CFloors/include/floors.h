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

#pragma clang assume_nonnull end
#endif
