/* Starting a program with descriptors at fixed numbers, in namespaces of its own where wanted. */
#ifndef ROUNDHOUSE_LAUNCH_H
#define ROUNDHOUSE_LAUNCH_H

#include "sandbox.h"

#pragma clang assume_nonnull begin

enum {
  SANDBOX_NEW_USERS = 1,
  SANDBOX_NEW_PROCESSES = 2,
  SANDBOX_NEW_NETWORK = 4,
  SANDBOX_NEW_IPC = 8,
  SANDBOX_NEW_NAMES = 16,
};

struct sandbox_launch {
  const char *program;
  /* Both end with NULL. */
  char *_Nullable const *_Nonnull arguments;
  char *_Nullable const *_Nonnull environment;
  /* Become 3, 4, 5 …; borrowed, and may be marked as closed on exec. */
  const int *_Nullable descriptors;
  int descriptor_count;
  /* Becomes 1 and 2. */
  int output;
  int namespaces;
};

/* What a start that failed was doing. */
enum {
  SANDBOX_STEP_CLONE,
  SANDBOX_STEP_MAP,
  SANDBOX_STEP_PARENT,
  SANDBOX_STEP_DESCRIPTORS,
  SANDBOX_STEP_EXECUTE,
};

/* Returns when the program runs: its process, or minus the number of an error. */
pid_t sandbox_start(const struct sandbox_launch *launch, int *pidfd, int *step);

/* Whether processes may have these namespaces: tried with one that ends at once. */
int sandbox_try_namespaces(int namespaces);

struct sandbox_ending {
  /* 0 exited, 1 by a signal, 2 by a signal and left a core. */
  int kind;
  /* The exit status or the signal's number. */
  int number;
};
/* -1 if it has not ended yet, ECHILD if somebody else has taken its ending. */
int sandbox_reap(int pidfd, struct sandbox_ending *ending);
int sandbox_signal(int pidfd, int signal);

#pragma clang assume_nonnull end
#endif
