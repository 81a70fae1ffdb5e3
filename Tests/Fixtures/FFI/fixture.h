/* SPDX-License-Identifier: Apache-2.0
 * A plain C library as people write them, for the tests of ffi agents. It counts what it allocates. */
#ifndef FIXTURE_H
#define FIXTURE_H
#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sched.h>

#define API __attribute__((visibility("default")))

/* What is allocated and not yet freed. */
extern atomic_long fixture_live;
static inline void *fixture_alloc(size_t size) {
  void *p = calloc(1, size ? size : 1);
  if (p) atomic_fetch_add(&fixture_live, 1);
  return p;
}
#endif
