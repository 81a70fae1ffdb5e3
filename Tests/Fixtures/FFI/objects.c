/* SPDX-License-Identifier: Apache-2.0 — handles, errors, initialisation */
#include "fixture.h"

typedef struct counter { int64_t value, limit; const char *error; } counter;
typedef struct cell { counter *owner; } cell;

static atomic_int started;
API int32_t start(int32_t code) { atomic_fetch_add(&started, 1); return code; }
API int32_t starts(void) { return atomic_load(&started); }

API counter *counter_new(int64_t value) {
  if (value == 13) return NULL;
  counter *c = fixture_alloc(sizeof *c);
  c->value = value;
  c->limit = INT64_MAX;
  return c;
}
API void counter_free(counter *c) {
  c->value = -1;
  atomic_fetch_sub(&fixture_live, 1);
  free(c);
}
/* As sqlite3_open: fails, and gives an object all the same, which knows why and must be freed. */
API int32_t counter_open(int64_t value, counter **out) {
  *out = counter_new(value);
  if (value >= 0) return 0;
  (*out)->error = "counters begin at 0";
  return 14;
}
API const char *counter_error(const counter *c) { return c->error; }
API int32_t counter_close(counter *c) {
  if (c->value == 666) { c->error = "not now"; return 5; }
  counter_free(c);
  return 0;
}
API int32_t counter_limit(counter *c, int64_t a, int64_t b, int64_t d) { c->limit = a * 100 + b * 10 + d; return 0; }
API int64_t counter_add(counter *c, int64_t n) { return c->value = c->value + n > c->limit ? c->limit : c->value + n; }
API int64_t counter_peek(const counter *c) { return c ? c->value : -77; }
API int64_t counter_both(const counter *a, const counter *b) { return a->value + b->value; }

/* Holds a call open until the test lets it go. */
static atomic_int waiting, doors;
API int32_t counter_wait(counter *c) {
  atomic_fetch_add(&waiting, 1);
  while (!atomic_load(&doors)) sched_yield();
  atomic_fetch_sub(&waiting, 1);
  return (int32_t)c->value;
}
API int32_t waiters(void) { return atomic_load(&waiting); }
API void door(int32_t open) { atomic_store(&doors, open); }

API int32_t cell_new(counter *owner, cell **out) {
  *out = fixture_alloc(sizeof **out);
  (*out)->owner = owner;
  return 0;
}
API void cell_free(cell *c) {
  /* Touches its owner: freed first, that would be a use after free. */
  c->owner->value++;
  atomic_fetch_sub(&fixture_live, 1);
  free(c);
}
API counter *cell_owner(const cell *c) { return c->owner; }
API int32_t cell_fail(cell *c) { c->owner->error = "the owner is tired"; return 3; }

API int32_t fail(int32_t code) { return code; }
API const char *fail_text(int32_t code) { return code == 2 ? "no such thing" : code == 3 ? "a\xFFz" : NULL; }
API int32_t fail_message(int32_t code, char **message) {
  if (code) { *message = fixture_alloc(32); strcpy(*message, "it hurts"); }
  return code;
}
API double fail_errno(int32_t code) { if (code) errno = code; return 1.5; }
API int32_t errno_before(void) { return errno; }
API uint8_t *fail_after(int32_t code, uint8_t **other, uint32_t *size) {
  *other = fixture_alloc(8);
  *size = 8;
  return code ? NULL : fixture_alloc(4);
}
