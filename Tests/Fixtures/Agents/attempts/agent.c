/* Tries what its payload says, "attempt:argument", and answers with the number of the error; 0: it could. */
#include "../../Sandbox/attempts.c"

#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  text words = text_of(request->payload);
  char *colon = strchr(words.at, ':');
  if (colon) *colon = 0;
  return answer_number(agent->host, call, probe_attempt(words.at, colon ? colon + 1 : ""));
}

PLUGIN()
