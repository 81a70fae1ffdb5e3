/* Takes its own mutex twice on one thread, and waits for itself. */
#include "../hostile.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  pthread_mutex_lock(&lock);
  pthread_mutex_lock(&lock);
  return answer_text(agent->host, call, "unlocked");
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
