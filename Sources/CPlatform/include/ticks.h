/* Durations by the processor's own counter, where that is what the system's clock counts too. */
#ifndef ROUNDHOUSE_TICKS_H
#define ROUNDHOUSE_TICKS_H

#include "platform.h"

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

#pragma clang assume_nonnull begin

/* A pair of clock_gettime costs half of a short call's whole way. The counter costs a third of that, and the clock as
 * the kernel's timer left it next to nothing.
 *
 * A scale is nanoseconds a tick, in 32.32 fixed point. 0: the counter is not usable here, or nobody has calibrated it
 * yet, and ticks are the clock's own nanoseconds. A duration is taken with one scale at both its ends. */
extern uint64_t platform_tick_scale_word;
static inline uint64_t platform_tick_scale(void) { return __atomic_load_n(&platform_tick_scale_word, __ATOMIC_RELAXED); }

/* Not ordered with the instructions around it: good to some ten nanoseconds. */
static inline __attribute__((always_inline)) uint64_t platform_ticks(uint64_t scale) {
  if (scale == 0) return platform_now();
#if defined(__x86_64__)
  return __rdtsc();
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  return platform_now();
#endif
}

/* Nanoseconds since `start`; 0 if the counter seems to have gone back, as it may between two processors. */
static inline __attribute__((always_inline)) uint64_t platform_ticks_since(uint64_t start, uint64_t scale) {
  uint64_t ticks = platform_ticks(scale) - start;
  if ((int64_t)ticks < 0) return 0;
  return scale == 0 ? ticks : (uint64_t)(((unsigned __int128)ticks * scale) >> 32);
}

/* CLOCK_MONOTONIC as it was when the kernel's timer last ticked, and how long ago in nanoseconds that may be. */
static inline uint64_t platform_now_coarse(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static inline uint64_t platform_coarseness(void) {
  struct timespec t = {0, 10000000};
  clock_getres(CLOCK_MONOTONIC_COARSE, &t);
  return (uint64_t)t.tv_nsec;
}

/* Compares counter and clock with what they were at the last calls and sets the scale. To be called now and then, by one
 * thread at a time; calls that come too soon after one another do nothing. */
void platform_calibrate_ticks(void);

#pragma clang assume_nonnull end
#endif
