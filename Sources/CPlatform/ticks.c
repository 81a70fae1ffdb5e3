#include "include/ticks.h"

uint64_t platform_tick_scale_word;

/* Whether the kernel trusts the same counter as its clock: then it runs evenly, and alike on all processors. */
static int counter_is_clock(void) {
  char name[32] = "";
  int file = open("/sys/devices/system/clocksource/clocksource0/current_clocksource", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t count = read(file, name, sizeof name - 1);
  close(file);
  if (count <= 0) return 0;
  name[strcspn(name, "\n")] = 0;
  return strcmp(name, "tsc") == 0 || strcmp(name, "arch_sys_counter") == 0;
}

void platform_calibrate_ticks(void) {
  /* Several hosts may live in one process. */
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  static uint64_t clock, ticks;
  if (pthread_mutex_trylock(&lock) != 0) return;
  uint64_t now = platform_now();
  uint64_t counter = platform_ticks(1);
  uint64_t elapsed = now - clock;
  /* Reading both takes well below a microsecond, unless the thread is interrupted between the two: a long distance makes
   * that small, and a scale that differs much from the last one is only taken when it was measured anew. */
  if (clock == 0 || elapsed > 100000000u) {
    uint64_t scale = 0;
    if (clock != 0 && counter > ticks && counter_is_clock()) {
      scale = (uint64_t)(((unsigned __int128)elapsed << 32) / (counter - ticks));
    }
    uint64_t last = platform_tick_scale();
    uint64_t difference = scale > last ? scale - last : last - scale;
    static int doubts;
    int is_odd = last != 0 && difference > last / 1000;
    doubts = is_odd ? doubts + 1 : 0;
    if (!is_odd || doubts > 2) __atomic_store_n(&platform_tick_scale_word, scale, __ATOMIC_RELAXED);
    clock = now;
    ticks = counter;
  }
  pthread_mutex_unlock(&lock);
}
