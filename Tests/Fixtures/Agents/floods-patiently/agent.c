/* Emits 10 GB of chunks and waits for room each time, as the header allows. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  static const char chunk[64 << 10];
  const rh_host *host = agent->host;
  (void)request;
  for (long i = 0; i < 160000; i++) {
    if (host->emit_wait(host, call, (rh_bytes){chunk, sizeof chunk}) != RH_OK) break;
  }
  return answer(host, call, NULL, 0);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
