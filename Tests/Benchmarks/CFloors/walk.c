#include "include/floors.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

typedef struct { const void *data; uint64_t size; } bytes;
typedef struct { bytes capability, payload; uint64_t deadline; } request;
typedef struct cell {
  _Atomic uint64_t permit, gate, latency;
  uint64_t fingerprint;
  int32_t (*invoke)(void *, uint64_t, const request *);
  void *context;
  uint32_t limit, timeout, spare[2];
} cell;
typedef struct { uint64_t hash; uint32_t first; uint16_t count, head; } entry;
typedef struct {
  _Atomic uint64_t word;
  char *output, *input;
  uint64_t count;
  request request;
} slot;

static entry *entries;
static cell *cells;
static uint64_t mask;
static slot the_slot;
static uint64_t ring[4096], ring_head;

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void mix(uint64_t *a, uint64_t *b, uint64_t word) {
  unsigned __int128 x = (unsigned __int128)(*a ^ word) * 0xA0761D6478BD642Fu;
  unsigned __int128 y = (unsigned __int128)(*b ^ word) * 0xE7037ED1A0B428DBu;
  *a = (uint64_t)x ^ (uint64_t)(x >> 64);
  *b = (uint64_t)y ^ (uint64_t)(y >> 64);
}

static void hash(const char *p, uint64_t n, uint64_t *a, uint64_t *b) {
  uint64_t word, left = n;
  *a = 0x9E3779B97F4A7C15u ^ n;
  *b = 0xC2B2AE3D27D4EB4Fu ^ n;
  for (; left >= 8; left -= 8, p += 8) {
    memcpy(&word, p, 8);
    mix(a, b, word);
  }
  if (left) {
    memcpy(&word, p + left - 8, 8);
    mix(a, b, word);
  }
  *a |= 1;
}

static int32_t complete(uint64_t token, const void *data, uint64_t size) {
  uint64_t expected = token << 3 | 1;
  if (!atomic_compare_exchange_strong_explicit(&the_slot.word, &expected, token << 3 | 2, memory_order_acq_rel,
                                               memory_order_relaxed))
    return -1;
  memcpy(the_slot.output, data, size);
  the_slot.count = size;
  atomic_store_explicit(&the_slot.word, token << 3 | 3, memory_order_release);
  return 0;
}

static int32_t (*volatile complete_pointer)(uint64_t, const void *, uint64_t) = complete;
static int32_t noop(void *context, uint64_t token, const request *request) {
  (void)context;
  return complete_pointer(token, request->payload.data, request->payload.size);
}
static int32_t (*volatile noop_pointer)(void *, uint64_t, const request *) = noop;

void floor_walk_setup(uint32_t count) {
  uint64_t capacity = 16;
  while (capacity * 4 < (uint64_t)count * 5) capacity *= 2;
  mask = capacity - 1;
  free(entries);
  free(cells);
  entries = calloc(capacity, sizeof *entries);
  cells = aligned_alloc(64, sizeof(cell) * count);
  memset(cells, 0, sizeof(cell) * count);
  free(the_slot.output);
  free(the_slot.input);
  the_slot.output = malloc(4096);
  the_slot.input = malloc(4096);
  for (uint32_t i = 0; i < count; i++) {
    char name[32] = "cap.text.echo-";
    uint64_t size = 14, a, b;
    char digits[12];
    int n = 0;
    for (uint32_t v = i; n == 0 || v; v /= 10) digits[n++] = (char)('0' + v % 10);
    while (n) name[size++] = digits[--n];
    hash(name, size, &a, &b);
    cells[i].fingerprint = b;
    cells[i].invoke = noop_pointer;
    cells[i].limit = 64;
    cells[i].timeout = 30000;
    uint64_t place = (a >> 8) & mask;
    while (entries[place].hash) place = (place + 1) & mask;
    entries[place] = (entry){a, i, 1, 1};
  }
}

uint64_t floor_walk_call(const char *name, uint64_t name_size, const void *payload, uint64_t size) {
  uint64_t a, b;
  hash(name, name_size, &a, &b);
  uint64_t place = (a >> 8) & mask;
  while (entries[place].hash != a) {
    if (!entries[place].hash) return 0;
    place = (place + 1) & mask;
  }
  cell *c = cells + entries[place].first;
  if (atomic_load_explicit(&c->gate, memory_order_acquire)) return 0;
  if (atomic_fetch_add_explicit(&c->permit, 1, memory_order_acquire) >= c->limit || c->fingerprint != b) return 0;
  uint64_t start = now(), token = ((atomic_load_explicit(&the_slot.word, memory_order_relaxed) >> 3) + 65536);
  memcpy(the_slot.input, payload, size);
  memcpy(the_slot.input + size, name, name_size);
  the_slot.request = (request){{the_slot.input + size, name_size}, {the_slot.input, size},
                               start + (uint64_t)c->timeout * 1000000u};
  atomic_store_explicit(&the_slot.word, token << 3 | 1, memory_order_release);
  if (c->invoke(c->context, token, &the_slot.request)) return 0;
  uint64_t duration = now() - start;
  if (atomic_load_explicit(&the_slot.word, memory_order_acquire) != (token << 3 | 3)) return 0;
  ring[ring_head++ & 4095] = (uint64_t)entries[place].first << 44 | duration;
  uint64_t average = atomic_load_explicit(&c->latency, memory_order_relaxed);
  atomic_store_explicit(&c->latency, average - (average >> 3) + (duration >> 3), memory_order_relaxed);
  atomic_fetch_sub_explicit(&c->permit, 1, memory_order_release);
  return the_slot.count;
}

static uint64_t echo(const void *payload, uint64_t size) {
  memcpy(the_slot.output, payload, size);
  return size;
}
static uint64_t (*volatile echo_pointer)(const void *, uint64_t) = echo;
uint64_t floor_pointer_call(const void *payload, uint64_t size) { return echo_pointer(payload, size); }
