/* Starts threads until the system gives no more, and tries on; none of them ever ends. */
#include "../hostile.h"

static void *wait_for_ever(void *unused) {
  (void)unused;
  for (;;) pause();
  return NULL;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  if (is_root()) return confess_root(agent->host, call);
  pthread_t thread;
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 32 << 10);
  for (;;) {
    if (pthread_create(&thread, &small, wait_for_ever, NULL) != 0) usleep(1000);
  }
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
