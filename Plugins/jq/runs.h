/* SPDX-License-Identifier: Apache-2.0
 * The programs that run now, so that they can be stopped: by a cancellation, and shortly before the deadline. Any thread.
 */
#ifndef RUNS_H
#define RUNS_H

#include <jq.h>
#include <pthread.h>
#include <roundhouse.h>
#include <stdbool.h>
#include <stdint.h>

enum stop { STOP_NONE, STOP_CANCELLED, STOP_LATE };

struct run {
  struct run *next;
  rh_call call;
  uint64_t stop_ns;   /* when it is to be stopped, CLOCK_MONOTONIC */
  jq_state *state;    /* what is to be stopped; NULL while nothing runs */
  enum stop stop;     /* whether it was, and why */
};

struct runs {
  pthread_mutex_t lock;
  pthread_cond_t change;
  pthread_t watcher;   /* stops what is late */
  struct run *first;
  uint64_t wake_ns;    /* when the watcher looks next; UINT64_MAX: when it is told */
  bool is_ending;
};

/* False: the system gives no thread. */
bool runs_init(struct runs *runs);

/* No run is left. */
void runs_destroy(struct runs *runs);

/* From now on a cancellation of the call finds the run, which is the caller's until runs_end. */
void runs_begin(struct runs *runs, struct run *run, rh_call call, uint64_t now_ns, uint64_t deadline_ns);

/* From now on the program, which has been started, may be stopped. False: it is too late, do not run it. */
bool runs_watch(struct runs *runs, struct run *run, jq_state *state);

/* From now on nobody touches the program. Whether it was stopped, or was to be. */
enum stop runs_end(struct runs *runs, struct run *run);

/* Stops the program of a call, if it still runs. */
void runs_cancel(struct runs *runs, rh_call call);

#endif
