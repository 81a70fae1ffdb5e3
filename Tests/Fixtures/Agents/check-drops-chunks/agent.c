/* Emits a megabyte in chunks, and forgets those for which there was no room. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  char chunk[1024];
  (void)request;
  for (int i = 0; i < 1024; i++) {
    memset(chunk, 'a' + i % 26, sizeof chunk);
    agent->host->emit(agent->host, call, (rh_bytes){chunk, sizeof chunk});
  }
  return answer(agent->host, call, "end", 3);
}

PLUGIN()
