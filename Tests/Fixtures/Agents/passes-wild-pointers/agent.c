/* Calls the host's functions with pointers to nowhere, and with none. The payload says which: "null" or "wild". */
#include "../hostile.h"
#pragma GCC diagnostic ignored "-Wnonnull"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  char *nowhere = is(request->payload, "null") ? NULL : (char *)16;
  host->log(host, call, RH_LOG_ERROR, (rh_string){nowhere, 100});
  host->metric(host, 77, (rh_string){nowhere, 10}, 1);
  host->config(host, (rh_string){nowhere, 10}, (rh_bytes *)nowhere);
  host->kv_commit(host, call, (rh_kv_operation *)nowhere, 3, (rh_on_commit)(uintptr_t)nowhere, NULL);
  host->call(host, call, (rh_outgoing *)nowhere, (rh_on_reply)(uintptr_t)nowhere, NULL);
  host->emit(host, call, (rh_bytes){nowhere, 100});
  return host->complete(host, call, (rh_reply *)nowhere);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
