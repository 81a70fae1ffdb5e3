/* What a process says as it crashes: in which agent's call its thread was. */
#ifndef ROUNDHOUSE_CRASH_H
#define ROUNDHOUSE_CRASH_H

#include "platform.h"

#pragma clang assume_nonnull begin

/* Whose call a thread is in. */
typedef struct platform_culprit {
  const char *_Nullable agent;      /* ends with NUL; NULL: it is in no call */
  const void *_Nullable capability; /* not trusted: it is copied with care */
  size_t capability_size;
} platform_culprit;

/* From now on each crash of this process is told, in a line to standard error and one of JSON to the file; then the
 * signal does what it would have done. `find` runs in the signal's handler, on the thread that crashed. Once only. */
void platform_tell_crashes(int file, void (*find)(platform_culprit *culprit));

/* The call that a thread of the host's own is in, as its owner writes it; 0: none. */
extern _Thread_local uint64_t platform_thread_call_word __attribute__((tls_model("initial-exec")));
static inline uint64_t platform_thread_call(void) { return platform_thread_call_word; }
static inline void platform_thread_set_call(uint64_t call) { platform_thread_call_word = call; }

/* Whether threads that start from now on get a stack for the handler of their crash: one that has run out of its own
 * could not tell anything. */
void platform_expect_crashes(void);
/* The calling thread's, to be taken back as it ends; NULL where none is expected, or it has one already. */
void *_Nullable platform_give_crash_stack(void);
void platform_take_crash_stack(void *_Nullable stack);

#pragma clang assume_nonnull end
#endif
