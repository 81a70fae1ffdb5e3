/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L

#include "runs.h"

#include <time.h>

/* A host ends a worker whose calls are all late at once, so a program that has no end is stopped a little earlier: by an
 * eighth of its time, and by this at most. */
enum { EARLIEST_STOP_NS = 250 * 1000 * 1000 };

/* libjq looks before each of its instructions whether it was halted. It means that for its own thread: the word that is
 * written here is read there without any order, which is as much as a stop needs. What else jq_halt writes is read
 * behind runs_end only, thus behind this lock. jq_halt may not be called twice, hence the two looks. */
static void stop(struct run *run, enum stop reason) {
  if (run->stop != STOP_NONE) return;
  run->stop = reason;
  if (run->state != NULL && !jq_halted(run->state)) jq_halt(run->state, jv_invalid(), jv_invalid());
}

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

/* Stops what is late, and returns when the next one will be. */
static uint64_t stop_late(struct runs *runs, uint64_t time) {
  uint64_t next = UINT64_MAX;
  for (struct run *run = runs->first; run != NULL; run = run->next) {
    if (run->stop_ns <= time) {
      stop(run, STOP_LATE);
    } else if (run->stop_ns < next) {
      next = run->stop_ns;
    }
  }
  return next;
}

static void *watch(void *user) {
  struct runs *runs = user;
  pthread_mutex_lock(&runs->lock);
  while (!runs->is_ending) {
    runs->wake_ns = stop_late(runs, now());
    if (runs->wake_ns == UINT64_MAX) {
      pthread_cond_wait(&runs->change, &runs->lock);
    } else {
      struct timespec time = { (time_t)(runs->wake_ns / 1000000000), (long)(runs->wake_ns % 1000000000) };
      pthread_cond_timedwait(&runs->change, &runs->lock, &time);
    }
  }
  pthread_mutex_unlock(&runs->lock);
  return NULL;
}

bool runs_init(struct runs *runs) {
  pthread_condattr_t monotonic;
  pthread_condattr_init(&monotonic);
  pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
  pthread_mutex_init(&runs->lock, NULL);
  pthread_cond_init(&runs->change, &monotonic);
  pthread_condattr_destroy(&monotonic);
  runs->first = NULL;
  runs->wake_ns = UINT64_MAX;
  runs->is_ending = false;
  if (pthread_create(&runs->watcher, NULL, watch, runs) == 0) return true;
  pthread_cond_destroy(&runs->change);
  pthread_mutex_destroy(&runs->lock);
  return false;
}

void runs_destroy(struct runs *runs) {
  pthread_mutex_lock(&runs->lock);
  runs->is_ending = true;
  pthread_cond_signal(&runs->change);
  pthread_mutex_unlock(&runs->lock);
  pthread_join(runs->watcher, NULL);
  pthread_cond_destroy(&runs->change);
  pthread_mutex_destroy(&runs->lock);
}

void runs_begin(struct runs *runs, struct run *run, rh_call call, uint64_t now_ns, uint64_t deadline_ns) {
  uint64_t earlier = deadline_ns > now_ns ? (deadline_ns - now_ns) / 8 : 0;
  if (earlier > EARLIEST_STOP_NS) earlier = EARLIEST_STOP_NS;
  pthread_mutex_lock(&runs->lock);
  *run = (struct run){ .next = runs->first, .call = call, .stop_ns = deadline_ns - earlier };
  runs->first = run;
  /* Seldom: the watcher keeps its time when a run ends, so that the next ones need not wake it. */
  if (run->stop_ns < runs->wake_ns) pthread_cond_signal(&runs->change);
  pthread_mutex_unlock(&runs->lock);
}

bool runs_watch(struct runs *runs, struct run *run, jq_state *state) {
  pthread_mutex_lock(&runs->lock);
  bool may_run = run->stop == STOP_NONE;
  if (may_run) run->state = state;
  pthread_mutex_unlock(&runs->lock);
  return may_run;
}

enum stop runs_end(struct runs *runs, struct run *run) {
  pthread_mutex_lock(&runs->lock);
  struct run **place = &runs->first;
  while (*place != run) place = &(*place)->next;
  *place = run->next;
  enum stop stop = run->stop;
  pthread_mutex_unlock(&runs->lock);
  return stop;
}

void runs_cancel(struct runs *runs, rh_call call) {
  pthread_mutex_lock(&runs->lock);
  struct run *run = runs->first;
  while (run != NULL && run->call != call) run = run->next;
  if (run != NULL) stop(run, STOP_CANCELLED);
  pthread_mutex_unlock(&runs->lock);
}
