/* What Swift cannot say by itself about Linux: one small inline function each. */
#ifndef ROUNDHOUSE_PLATFORM_H
#define ROUNDHOUSE_PLATFORM_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/futex.h>
#include <linux/openat2.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#pragma clang assume_nonnull begin

/* CLOCK_MONOTONIC in nanoseconds, as deadlines use it. */
static inline uint64_t platform_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Unix time in nanoseconds. */
static inline int64_t platform_wall_clock(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (int64_t)t.tv_sec * 1000000000 + (int64_t)t.tv_nsec;
}

/* What this thread has used of a processor, in nanoseconds. */
static inline uint64_t platform_thread_cpu(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* What all threads of this process have used, in nanoseconds. */
static inline uint64_t platform_process_cpu(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* What another thread of this process has used; 0 if it has gone. */
static inline uint64_t platform_thread_cpu_of(pid_t thread) {
  struct timespec t;
  clockid_t clock = (clockid_t)((~(unsigned)thread << 3) | 6u); /* as the kernel spells a thread's clock */
  return clock_gettime(clock, &t) == 0 ? (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec : 0;
}
static inline pid_t platform_thread_id(void) { return (pid_t)syscall(SYS_gettid); }
/* The kernel's letter for what a thread of this process does: R runs or wants to, S sleeps; 0 if it has gone. */
char platform_thread_state(pid_t thread);

/* How often this thread has given its processor up by itself: slept, waited, read from a slow file. */
static inline uint64_t platform_thread_waits(void) {
  struct rusage usage;
  return getrusage(RUSAGE_THREAD, &usage) == 0 ? (uint64_t)usage.ru_nvcsw : 0;
}

static inline int platform_errno(void) { return errno; }

/* The environment's entries, NAME=VALUE each, ending with NULL; whoever changes it meanwhile does so at his own risk. */
static inline char *_Nullable *_Nullable platform_environment(void) { return environ; }

/* open(2), which Swift cannot call because it is variadic; never inherited by another program. */
static inline int platform_open(const char *path, int flags, mode_t mode) {
  return open(path, flags | O_CLOEXEC, mode);
}

/* Locks a whole file for this opening of it, until that is closed or the process ends in whatever way: 0, or errno. EAGAIN
 * if another opening has it, of this process or of another. */
static inline int platform_lock_file(int fd) {
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  return fcntl(fd, F_OFD_SETLK, &whole) == 0 ? 0 : errno;
}
/* Whether another opening of the file has that lock. */
static inline int platform_is_file_locked(int fd) {
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  return fcntl(fd, F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
}

/* Waits while *word == expected, at longest until the absolute monotonic deadline (0: for ever).
 * 0: woken or changed; ETIMEDOUT; EINTR. */
static inline int platform_futex_wait(const void *word, uint32_t expected, uint64_t deadline_ns) {
  struct timespec t = {(time_t)(deadline_ns / 1000000000u), (long)(deadline_ns % 1000000000u)};
  long r = syscall(SYS_futex, word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, expected, deadline_ns ? &t : NULL, NULL,
                   FUTEX_BITSET_MATCH_ANY);
  return r == 0 || errno == EAGAIN ? 0 : errno;
}

static inline void platform_futex_wake(const void *word, int count) {
  syscall(SYS_futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count, NULL, NULL, 0);
}

/* One word of each thread, for the host's own record of that thread. */
extern _Thread_local void *_Nullable platform_thread_word __attribute__((tls_model("initial-exec")));
static inline void *_Nullable platform_thread_get(void) { return platform_thread_word; }
static inline void platform_thread_set(void *_Nullable p) { platform_thread_word = p; }
/* Whether the calling thread is one of the host's own on which agents may block. */
extern _Thread_local int platform_thread_may_block __attribute__((tls_model("initial-exec")));
static inline int platform_thread_blocks(void) { return platform_thread_may_block; }
static inline void platform_thread_set_blocks(int yes) { platform_thread_may_block = yes; }
/* Runs destroy(word) when the thread ends, if the word is set by then. */
void platform_thread_on_exit(void (*destroy)(void *_Nullable word));

static inline int platform_memfd(const char *name) {
  return (int)syscall(SYS_memfd_create, name, 3u /* CLOEXEC | ALLOW_SEALING */);
}
static inline int platform_seal(int fd) {
  return fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
}

/* Opens a path below a folder; nothing on the way, symbolic links included, may lead out of it (EXDEV) or through
 * /proc's own links (ELOOP). -1 and ENOSYS where the kernel cannot do that. */
static inline int platform_open_beneath(int folder, const char *path, int flags) {
  struct open_how how;
  memset(&how, 0, sizeof how);
  how.flags = (uint64_t)flags;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

/* openat(2), which Swift cannot call because it is variadic. */
static inline int platform_open_at(int folder, const char *path, int flags) { return openat(folder, path, flags); }

/* A file's bytes, read-only, all present; NULL if that cannot be. */
static inline void *_Nullable platform_map(int fd, size_t size) {
  void *p = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  return p == MAP_FAILED ? NULL : p;
}

/* Where the loader found the library behind a handle of dlopen; lives as long as the library. */
static inline const char *_Nullable platform_library_path(void *handle) {
  struct link_map *map = NULL;
  return dlinfo(handle, RTLD_DI_LINKMAP, &map) == 0 && map ? map->l_name : NULL;
}

/* Zeroed, page-aligned memory that takes room only where it is touched; NULL if there is none. */
static inline void *_Nullable platform_reserve(size_t size) {
  void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return p == MAP_FAILED ? NULL : p;
}
/* A hint: so much of this memory will be touched, here and there, that pages of 2 MiB are worth their room. With 100 000
 * agents, walks through the page tables are half of what a call waits for. */
static inline void platform_expect_much(void *p, size_t size) {
  uintptr_t start = ((uintptr_t)p + 4095) & ~(uintptr_t)4095, end = ((uintptr_t)p + size) & ~(uintptr_t)4095;
  if (end > start) madvise((void *)start, end - start, MADV_HUGEPAGE);
}
static inline void platform_release(void *p, size_t size) { munmap(p, size); }

/* Copies memory of this process at an address that may be wrong: the bytes that could be read, or -1 and errno. */
static inline ssize_t platform_peek(uintptr_t address, void *into, size_t count) {
  struct iovec here = {into, count}, there = {(void *)address, count};
  return process_vm_readv(getpid(), &here, 1, &there, 1, 0);
}

static inline void platform_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }
static inline int platform_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
/* 1 when the process runs with more rights than its user. */
static inline int platform_is_privileged(void) { return getauxval(AT_SECURE) != 0; }
/* Asks for a cache line that will be read or written soon. Any address will do. */
static inline void platform_prefetch(const void *p) { __builtin_prefetch(p, 1, 3); }
static inline void platform_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

#pragma clang assume_nonnull end
#endif
