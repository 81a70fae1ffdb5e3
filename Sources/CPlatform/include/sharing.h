/* What two processes that share memory need: words to sleep on, descriptors handed over, copies that are made once. */
#ifndef ROUNDHOUSE_SHARING_H
#define ROUNDHOUSE_SHARING_H

#include "platform.h"

#include <sched.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#pragma clang assume_nonnull begin

/* As platform_futex_wait, on a word that two processes share. Only a wake with one of these bits wakes. */
static inline int platform_shared_wait(const void *word, uint32_t expected, uint64_t deadline_ns, uint32_t bits) {
  struct timespec t = {(time_t)(deadline_ns / 1000000000u), (long)(deadline_ns % 1000000000u)};
  long r = syscall(SYS_futex, word, FUTEX_WAIT_BITSET, expected, deadline_ns ? &t : NULL, NULL, bits);
  return r == 0 || errno == EAGAIN ? 0 : errno;
}

/* Wakes one that sleeps on a shared word with one of these bits; how many were woken. */
static inline int platform_shared_wake(const void *word, uint32_t bits) {
  long r = syscall(SYS_futex, word, FUTEX_WAKE_BITSET, 1, NULL, NULL, bits);
  return r < 0 ? 0 : (int)r;
}

/* The processor that this thread runs on now. */
static inline uint32_t platform_cpu(void) { return (uint32_t)sched_getcpu(); }

/* Copies memory that somebody else may be changing: read once, and never looked at again behind the copy. */
static inline void platform_copy_once(void *into, const void *from, size_t size) {
  memcpy(into, from, size);
  __asm__ volatile("" ::: "memory");
}

/* Memory that another process maps too; NULL if that cannot be. */
static inline void *_Nullable platform_map_shared(int fd, size_t size) {
  void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  return p == MAP_FAILED ? NULL : p;
}

/* Fixes a memory file's size: whoever maps it can rely on it. */
static inline int platform_fix_size(int fd, size_t size) {
  return ftruncate(fd, (off_t)size) == 0 ? fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW) : -1;
}

/* Whether a file is memory, which alone can be sealed. */
static inline int platform_has_seals(int fd) { return fcntl(fd, F_GET_SEALS) >= 0; }

/* What is asked of whoever waits inside of a call: 0 not to wait beyond a moment, 1 to wait as long as it takes. */
extern _Thread_local int platform_thread_patience_word __attribute__((tls_model("initial-exec")));
static inline int platform_thread_patience(void) { return platform_thread_patience_word; }
static inline void platform_thread_set_patience(int yes) { platform_thread_patience_word = yes; }

/* Sends a signal to the process behind a pidfd: to that one and to no other that has its number now. */
static inline int platform_signal(int pidfd, int number) {
  return (int)syscall(SYS_pidfd_send_signal, pidfd, number, NULL, 0);
}

/* A pair of sockets that keep messages apart, hand descriptors over and close on exec. */
static inline int platform_socket_pair(int *ends) { return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends); }

/* Sends one message with descriptors, at most 32; never blocks. 0, or the error's number. */
int platform_send(int socket, const void *bytes, size_t size, const int *_Nullable descriptors, size_t count);
/* Takes one message; flags as recvmsg's. The bytes taken, 0 at the end, -1 and errno. *count tells room for descriptors
 * and becomes their number; all close on exec. A message that was cut, or brought too many, is refused with EMSGSIZE. */
ssize_t platform_receive(int socket, void *bytes, size_t size, int *_Nullable descriptors, size_t *count, int flags);

#pragma clang assume_nonnull end
#endif
