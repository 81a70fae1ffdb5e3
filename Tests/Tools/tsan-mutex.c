/* Thread Sanitizer cannot see what Swift's Mutex does when two threads want it at once: that part lives in the
 * standard library, which is not instrumented. This stands in for it, in sanitizer runs only:
 *   clang -shared -fPIC -O1 -o tsan-mutex.so tsan-mutex.c
 *   LD_PRELOAD=$PWD/tsan-mutex.so swift test --sanitize=thread --skip-build
 * Since nobody waits in the kernel, unlocking never takes its slow path. */
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>

/* The sanitizer's own; absent in programs that are not built with it. */
__attribute__((weak)) void __tsan_acquire(void *address);

#define SLOW_LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"

__attribute__((swiftcall)) void mutex_lock_slow(
    uint32_t thread, __attribute__((swift_context)) _Atomic uint32_t *word) __asm__(SLOW_LOCK);

__attribute__((swiftcall)) void mutex_lock_slow(
    uint32_t thread, __attribute__((swift_context)) _Atomic uint32_t *word) {
  uint32_t unlocked = 0;
  while (!atomic_compare_exchange_weak_explicit(word, &unlocked, thread, memory_order_acquire,
                                                memory_order_relaxed)) {
    unlocked = 0;
    sched_yield();
  }
  if (__tsan_acquire) __tsan_acquire((void *)word);
}
