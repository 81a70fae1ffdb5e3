/* No defect: emits a short chunk, one of 2 MiB and a last one, and completes at once. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  static char bytes[2 << 20];
  const rh_host *host = agent->host;
  (void)request;
  memset(bytes, ' ', sizeof bytes);
  host->emit_wait(host, call, (rh_bytes){bytes, 1000});
  host->emit_wait(host, call, (rh_bytes){bytes, sizeof bytes});
  host->emit_wait(host, call, (rh_bytes){bytes, 100});
  rh_status status = answer_text(host, call, "end");
  say(host, RH_NO_CALL, "all sent");
  return status;
}

PLUGIN()
