/* Completes each call and then once more; "other": from another thread at the same moment; "return <status>": once, and
 * returns that status. Says when it was refused. */
#include "../host-agent.h"

typedef struct again {
  const rh_host *host;
  rh_call call;
} again;

static void *work(void *argument) {
  again *again = argument;
  answer_text(again->host, again->call, "other");
  return NULL;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  pthread_t thread;
  int status = 0;
  if (sscanf(text_of(request->payload).at, "return %d", &status) == 1) {
    answer_text(agent->host, call, "first");
    return status;
  }
  again other = {agent->host, call};
  int both = is(request->payload, "other") && pthread_create(&thread, NULL, work, &other) == 0;
  answer_text(agent->host, call, "first");
  rh_status second = both ? RH_OK : answer_text(agent->host, call, "second");
  if (both) pthread_join(thread, NULL);
  if (second == RH_MISBEHAVED) say(agent->host, RH_NO_CALL, "refused");
  return RH_OK;
}

PLUGIN()
