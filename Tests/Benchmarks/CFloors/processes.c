#define _GNU_SOURCE 1
#include "include/floors.h"

#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  _Atomic uint32_t ping;
  char rest[60];
  _Atomic uint32_t pong;
} words;

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void pass(uint64_t nanoseconds) {
  for (uint64_t end = now() + nanoseconds; nanoseconds && now() < end;) {
  }
}

void floor_bind(int process, int processor) {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (processor >= 0) {
    CPU_SET((unsigned)processor, &set);
  } else {
    for (int i = 0; i < CPU_SETSIZE; i++) CPU_SET((unsigned)i, &set);
  }
  sched_setaffinity(process, sizeof set, &set);
}

static void sleep_until(_Atomic uint32_t *word, uint32_t value) {
  uint32_t seen;
  while ((seen = atomic_load(word)) != value) syscall(SYS_futex, word, FUTEX_WAIT, seen, NULL, NULL, 0);
}

static void tell(_Atomic uint32_t *word, uint32_t value) {
  atomic_store(word, value);
  syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0);
}

uint64_t floor_process_ping_pong(uint32_t count, int here, int there, uint64_t pause_ns) {
  words *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return 0;
  floor_bind(0, here);
  pid_t other = fork();
  if (other == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    floor_bind(0, there);
    for (uint32_t i = 1; i <= count; i++) {
      sleep_until(&shared->ping, i);
      tell(&shared->pong, i);
    }
    _exit(0);
  }
  uint64_t sum = 0;
  for (uint32_t i = 1; other > 0 && i <= count; i++) {
    pass(pause_ns);
    uint64_t start = now();
    tell(&shared->ping, i);
    sleep_until(&shared->pong, i);
    sum += now() - start;
  }
  if (other > 0) waitpid(other, NULL, 0);
  floor_bind(0, -1);
  munmap(shared, sizeof *shared);
  return sum;
}

enum { frames = 64, frame_size = 512 };

typedef struct {
  _Alignas(64) _Atomic uint32_t ping;
  _Alignas(64) _Atomic uint32_t pong;
  _Alignas(64) char there[frames][frame_size], back[frames][frame_size];
} ring;

static void look_until(_Atomic uint32_t *word, uint32_t value) {
  while (atomic_load(word) != value) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }
}

uint64_t floor_process_spin(uint32_t count, int here, int there, uint32_t size) {
  char bytes[frame_size] = {0};
  if (size > sizeof bytes) return 0;
  ring *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return 0;
  floor_bind(0, here);
  pid_t other = fork();
  if (other == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    floor_bind(0, there);
    for (uint32_t i = 1; i <= count; i++) {
      look_until(&shared->ping, i);
      memcpy(bytes, shared->there[i % frames], size);
      memcpy(shared->back[i % frames], bytes, size);
      atomic_store(&shared->pong, i);
    }
    _exit(0);
  }
  uint64_t start = now();
  for (uint32_t i = 1; other > 0 && i <= count; i++) {
    memcpy(shared->there[i % frames], bytes, size);
    atomic_store(&shared->ping, i);
    look_until(&shared->pong, i);
    memcpy(bytes, shared->back[i % frames], size);
  }
  uint64_t time = now() - start;
  if (other > 0) waitpid(other, NULL, 0);
  floor_bind(0, -1);
  munmap(shared, sizeof *shared);
  return time;
}

uint64_t floor_socket_ping_pong(uint32_t count, int here, int there, uint32_t size) {
  int ends[2];
  char bytes[65536] = {0};
  if (size > sizeof bytes || socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends)) return 0;
  floor_bind(0, here);
  pid_t other = fork();
  if (other == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    floor_bind(0, there);
    for (uint32_t i = 0; i < count; i++)
      if (read(ends[1], bytes, size) != (ssize_t)size || write(ends[1], bytes, size) != (ssize_t)size) break;
    _exit(0);
  }
  uint64_t start = now();
  for (uint32_t i = 0; other > 0 && i < count; i++)
    if (write(ends[0], bytes, size) != (ssize_t)size || read(ends[0], bytes, size) != (ssize_t)size) break;
  uint64_t time = now() - start;
  if (other > 0) waitpid(other, NULL, 0);
  floor_bind(0, -1);
  close(ends[0]);
  close(ends[1]);
  return time;
}
