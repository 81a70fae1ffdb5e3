/* The parts of a hostile agent that are not the defect. A deed that got further than any agent may is told in the answer,
 * as "reached: …", so that whoever reads the table learns it; "held" says that all was refused. */
#ifndef FIXTURE_HOSTILE_H
#define FIXTURE_HOSTILE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include "host-agent.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

typedef struct deeds { char list[1024]; } deeds;

static inline void reached(deeds *deeds, const char *what) {
  size_t size = strlen(deeds->list);
  snprintf(deeds->list + size, sizeof deeds->list - size, "%s%s", size ? ", " : "reached: ", what);
}

static inline rh_status confess(const rh_host *host, rh_call call, const deeds *deeds) {
  return answer_text(host, call, deeds->list[0] ? deeds->list : "held");
}

/* A thread of the agent's own that nobody waits for. */
static inline void start_thread(void *(*body)(void *), void *argument) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, body, argument) == 0) pthread_detach(thread);
}

/* Runs a loop that does nothing, in a way that no compiler takes away. */
static inline void loop_for_ever(void) {
  for (volatile unsigned long turns = 0;; turns++) continue;
}

/* A child of fork that outlives the test by no means. */
static inline pid_t fork_for_seconds(unsigned seconds) {
  pid_t child = fork();
  if (child == 0) {
    signal(SIGALRM, SIG_DFL);
    alarm(seconds);
  }
  return child;
}

/* What would harm the machine itself is not done with root's rights: that they are there is bad enough. */
static inline int is_root(void) { return geteuid() == 0; }
static inline rh_status confess_root(const rh_host *host, rh_call call) {
  return answer_text(host, call, "reached: the rights of root");
}

/* A call that is answered from elsewhere, later. */
typedef struct open_call { const rh_host *host; rh_call call; } open_call;
static inline open_call *keep(rh_agent *agent, rh_call call) {
  open_call *kept = malloc(sizeof *kept);
  if (kept) *kept = (open_call){agent->host, call};
  return kept;
}

#define HOSTILE(...)                                                                          \
  static const rh_plugin plugin = {.struct_size = sizeof plugin, __VA_ARGS__};                \
  RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }

#endif
