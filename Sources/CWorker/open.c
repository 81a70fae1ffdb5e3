// Swift's concurrency runs on libdispatch, which looks now and then how its threads are, in /proc/<thread>/stat, and
// traps if it cannot open that. The sandbox keeps all of /proc shut, because it tells of other processes. The same words
// stand in the process' own folder, which the sandbox leaves readable: so they are read there.
//
// The alternatives: opening /proc to every agent, or an executor of our own in AgentKit, which would help neither an
// agent that uses libdispatch itself nor Foundation.
#define _GNU_SOURCE
#include "include/worker.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// The number in "/proc/<number>/stat"; 0 for any other path.
static int thread_in(const char *path) {
  int thread = 0, end = 0;
  if (path == NULL || strncmp(path, "/proc/", 6) != 0) return 0;
  if (sscanf(path, "/proc/%9d/stat%n", &thread, &end) != 1 || end == 0 || path[end] != 0) return 0;
  return thread > 0 ? thread : 0;
}

// How a thread of this process is, if the number is one's; -1 otherwise. Where processes are numbered anew, /proc does not
// know that number: then it runs, as far as anybody can tell.
static int open_thread(int thread, int flags) {
  int ends[2];
  char text[64];
  if (tgkill(getpid(), thread, 0) != 0) return -1;
  snprintf(text, sizeof text, "/proc/self/task/%d/stat", thread);
  int file = openat(AT_FDCWD, text, flags);
  if (file >= 0 || pipe2(ends, flags & (O_CLOEXEC | O_NONBLOCK)) != 0) return file;
  size_t count = (size_t)snprintf(text, sizeof text, "%d (thread) R 0\n", thread);
  ssize_t written = write(ends[1], text, count);
  close(ends[1]);
  if (written == (ssize_t)count) return ends[0];
  close(ends[0]);
  return -1;
}

__attribute__((visibility("default"))) int open(const char *path, int flags, ...) {
  mode_t mode = 0;
  if (flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE) {
    va_list arguments;
    va_start(arguments, flags);
    mode = va_arg(arguments, mode_t);
    va_end(arguments);
  }
  int error = errno, thread = thread_in(path), file = thread ? open_thread(thread, flags) : -1;
  if (file < 0) return openat(AT_FDCWD, path, flags, mode);
  errno = error;
  return file;
}
