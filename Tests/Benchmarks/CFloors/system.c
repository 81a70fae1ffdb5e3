#include "include/floors.h"

#include <dlfcn.h>
#include <ffi.h>
#include <linux/futex.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static _Atomic uint32_t ping, pong;

static void sleep_until(_Atomic uint32_t *word, uint32_t value) {
  uint32_t seen;
  while ((seen = atomic_load(word)) != value) syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, seen, NULL, NULL, 0);
}

static void tell(_Atomic uint32_t *word, uint32_t value) {
  atomic_store(word, value);
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

static void *answer(void *count) {
  for (uint32_t i = 1; i <= *(uint32_t *)count; i++) {
    sleep_until(&ping, i);
    tell(&pong, i);
  }
  return NULL;
}

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

uint64_t floor_futex_ping_pong(uint32_t count) {
  pthread_t other;
  atomic_store(&ping, 0);
  atomic_store(&pong, 0);
  if (pthread_create(&other, NULL, answer, &count)) return 0;
  uint64_t start = now();
  for (uint32_t i = 1; i <= count; i++) {
    tell(&ping, i);
    sleep_until(&pong, i);
  }
  uint64_t end = now();
  pthread_join(other, NULL);
  return end - start;
}

double floor_ffi_calls(uint32_t count) {
  ffi_cif interface;
  ffi_type *types[2] = {&ffi_type_double, &ffi_type_double};
  if (ffi_prep_cif(&interface, FFI_DEFAULT_ABI, 2, &ffi_type_double, types) != FFI_OK) return 0;
  double base = 2, exponent = 10, result = 0;
  void *values[2] = {&base, &exponent};
  for (uint32_t i = 0; i < count; i++) ffi_call(&interface, FFI_FN(pow), &result, values);
  return result;
}

uint32_t floor_dlopen_all(const char *paths, uint32_t count) {
  uint32_t opened = 0;
  for (uint32_t i = 0; i < count; i++, paths += strlen(paths) + 1) {
    void *handle = dlopen(paths, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (handle && dlsym(handle, "roundhouse_plugin_v1")) opened++;
  }
  return opened;
}
