/* Keeps every call and never completes it, until a payload of "release" to any instance of it: then all that were kept
 * are completed, and the answer is how many. Says the token of each call, and each one that it is told to cancel. */
#include "../host-agent.h"

static struct { const rh_host *host; rh_call call; } kept[4096];
static size_t count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  char line[64];
  if (is(request->payload, "release")) {
    pthread_mutex_lock(&lock);
    long released = (long)count;
    for (; count > 0; count--) answer_text(kept[count - 1].host, kept[count - 1].call, "released");
    pthread_mutex_unlock(&lock);
    return answer_number(agent->host, call, released);
  }
  pthread_mutex_lock(&lock);
  if (count < sizeof kept / sizeof *kept) {
    kept[count].host = agent->host;
    kept[count++].call = call;
  }
  pthread_mutex_unlock(&lock);
  snprintf(line, sizeof line, "kept %llu", (unsigned long long)call);
  say(agent->host, RH_NO_CALL, line);
  return RH_OK;
}

static void cancel(rh_agent *agent, rh_call call) { say(agent->host, call, "cancelled"); }

PLUGIN(.cancel = cancel)
