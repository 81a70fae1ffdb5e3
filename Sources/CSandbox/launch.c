#include "include/launch.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#ifndef P_PIDFD
#define P_PIDFD 3
#endif
#ifndef CLONE_PIDFD
#define CLONE_PIDFD 0x00001000
#endif

enum { STACK_SIZE = 256 << 10, GUARD_SIZE = 64 << 10, FIRST_DESCRIPTOR = 3 };

/* The child works on the parent's memory, on a stack of its own, while the parent's thread stands still (as in
 * posix_spawn, which knows no namespaces). So it only makes system calls, and says here how it failed. */
struct start {
  const struct sandbox_launch *launch;
  pid_t parent;
  uid_t user;
  gid_t group;
  int step;
  int error;
};

static int close_from(int first) {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, first, ~0u, 0) == 0) return 0;
#endif
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return errno;
  for (rlim_t descriptor = (rlim_t)first; descriptor < limit.rlim_cur && descriptor < 1 << 20; descriptor++) {
    close((int)descriptor);
  }
  return 0;
}

/* Puts the given descriptors in their places. All are moved above those first: one may stand in another's place. */
static int place_descriptors(const struct sandbox_launch *launch) {
  int count = launch->descriptor_count;
  int above = FIRST_DESCRIPTOR + count;
  int moved[count + 1];
  for (int i = 0; i <= count; i++) {
    moved[i] = fcntl(i < count ? launch->descriptors[i] : launch->output, F_DUPFD_CLOEXEC, above);
    if (moved[i] < 0) return errno;
  }
  int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (input < 0) return errno;
  /* dup2 onto itself would leave the mark to close on exec. */
  if (input == 0) {
    if (fcntl(0, F_SETFD, 0) != 0) return errno;
  } else if (dup2(input, 0) < 0) {
    return errno;
  }
  if (dup2(moved[count], 1) < 0 || dup2(moved[count], 2) < 0) return errno;
  for (int i = 0; i < count; i++) {
    if (dup2(moved[i], FIRST_DESCRIPTOR + i) < 0) return errno;
  }
  return close_from(above);
}

/* What a program inherits of signals: those ignored, and the mask. By the system call itself, since the C library keeps
 * two numbers to itself and leaves them ignored. All zeros are the default, whatever the order of its members. */
static void reset_signals(void) {
  static const uint64_t usual[4];
  for (int signal = 1; signal <= 64; signal++) syscall(SYS_rt_sigaction, signal, usual, NULL, sizeof(uint64_t));
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static _Noreturn void fail(struct start *start, int step, int error) {
  start->step = step;
  start->error = error;
  _exit(127);
}

static int child(void *argument) {
  struct start *start = argument;
  const struct sandbox_launch *launch = start->launch;
  int error;
  if (launch->namespaces & SANDBOX_NEW_USERS) {
    error = sandbox_map_user(start->user, start->group);
    if (error) fail(start, SANDBOX_STEP_MAP, error);
  }
  /* A group of its own, by which all that it starts can be ended, and no terminal. */
  if (setsid() < 0) fail(start, SANDBOX_STEP_PARENT, errno);
  error = sandbox_die_with_parent();
  if (error) fail(start, SANDBOX_STEP_PARENT, error);
  /* From another namespace of processes the parent is 0. It stands still until the program runs; if its process was
   * killed before the line above, the descriptors tell the program. */
  if (!(launch->namespaces & SANDBOX_NEW_PROCESSES) && getppid() != start->parent) _exit(127);
  error = place_descriptors(launch);
  if (error) fail(start, SANDBOX_STEP_DESCRIPTORS, error);
  if (chdir("/") != 0) fail(start, SANDBOX_STEP_DESCRIPTORS, errno);
  reset_signals();
  execve(launch->program, launch->arguments, launch->environment);
  fail(start, SANDBOX_STEP_EXECUTE, errno);
}

static int end_at_once(void *unused) {
  (void)unused;
  _exit(0);
}

static int clone_flags(int namespaces) {
  int flags = 0;
  if (namespaces & SANDBOX_NEW_USERS) flags |= CLONE_NEWUSER;
  if (namespaces & SANDBOX_NEW_PROCESSES) flags |= CLONE_NEWPID;
  if (namespaces & SANDBOX_NEW_NETWORK) flags |= CLONE_NEWNET;
  if (namespaces & SANDBOX_NEW_IPC) flags |= CLONE_NEWIPC;
  if (namespaces & SANDBOX_NEW_NAMES) flags |= CLONE_NEWUTS;
  return flags;
}

#if __has_feature(thread_sanitizer)
/* Thread Sanitizer loses a child that borrows memory: under it the child has a copy of all but what it says. */
static pid_t clone_child(int (*body)(void *), char *stack, int flags, struct start *start, int *pidfd) {
  (void)stack;
  struct start *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return -1;
  *shared = *start;
  pid_t process = (pid_t)syscall(SYS_clone, CLONE_VFORK | flags, NULL, pidfd, NULL, NULL);
  if (process == 0) _exit(body(shared));
  int error = errno;
  *start = *shared;
  munmap(shared, sizeof *shared);
  errno = error;
  return process;
}
#else
static pid_t clone_child(int (*body)(void *), char *stack, int flags, struct start *start, int *pidfd) {
  return clone(body, stack, CLONE_VM | CLONE_VFORK | flags, start, pidfd);
}
#endif

/* Runs a function in a child that borrows this process' memory, until it ends or becomes a program. */
static pid_t clone_borrowing(int (*body)(void *), struct start *start, int namespaces, int *pidfd) {
  char *stack = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (stack == MAP_FAILED) return -ENOMEM;
  mprotect(stack, GUARD_SIZE, PROT_NONE);
  /* A handler of ours must not run in the child: it would see its parent's memory. */
  sigset_t all, mask;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &mask);
  pid_t process = clone_child(body, stack + STACK_SIZE, CLONE_PIDFD | SIGCHLD | clone_flags(namespaces), start, pidfd);
  int error = errno;
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  munmap(stack, STACK_SIZE);
  return process < 0 ? -error : process;
}

static void reap_now(int pidfd) {
  siginfo_t info;
  while (waitid(P_PIDFD, (id_t)pidfd, &info, WEXITED | __WALL) != 0 && errno == EINTR) {
  }
  close(pidfd);
}

pid_t sandbox_start(const struct sandbox_launch *launch, int *pidfd, int *step) {
  struct start start = {launch, getpid(), getuid(), getgid(), SANDBOX_STEP_CLONE, 0};
  pid_t process = clone_borrowing(child, &start, launch->namespaces, pidfd);
  if (process > 0 && start.error) {
    reap_now(*pidfd);
    process = -start.error;
  }
  *step = start.step;
  return process;
}

int sandbox_try_namespaces(int namespaces) {
  int pidfd = -1;
  struct start nothing = {0};
  pid_t process = clone_borrowing(end_at_once, &nothing, namespaces, &pidfd);
  if (process < 0) return -process;
  reap_now(pidfd);
  return 0;
}

int sandbox_reap(int pidfd, struct sandbox_ending *ending) {
  siginfo_t info = {0};
  while (waitid(P_PIDFD, (id_t)pidfd, &info, WEXITED | WNOHANG | __WALL) != 0) {
    if (errno != EINTR) return errno;
  }
  if (info.si_pid == 0) return -1;
  ending->kind = info.si_code == CLD_EXITED ? 0 : info.si_code == CLD_DUMPED ? 2 : 1;
  ending->number = info.si_status;
  return 0;
}

int sandbox_signal(int pidfd, int signal) {
  return syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0) == 0 ? 0 : errno;
}
