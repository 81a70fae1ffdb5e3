/* Invents a million metrics, long names, wrong names and impossible values among them. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  char name[128];
  for (int i = 0; i < 1000000; i++) {
    int size = snprintf(name, sizeof name, i % 7 ? "name.%d" : "Not A Name{%d=\"\n\"}", i);
    host->metric(host, i % 3, (rh_string){name, (uint64_t)size}, i % 5 ? i : 0.0 / (i % 5));
  }
  return rh_answer(host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
