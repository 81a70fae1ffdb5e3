/* Completes the call whose token the payload tells, emits into it, asks for its state, and then answers its own with
 * the three statuses. */
#include "../host-agent.h"

static void on_value(void *user, rh_status status, rh_bytes value, uint64_t version) {
  (void)value, (void)version;
  *(rh_status *)user = status;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  rh_call other = strtoull(text_of(request->payload).at, NULL, 10);
  char line[128];
  rh_status emitted = host->emit(host, other, (rh_bytes){"forged", 6});
  rh_status completed = answer_text(host, other, "forged"), read = RH_OK;
  rh_status asked =
    host->kv_get_wait(host, other, RH_SCOPE_PRINCIPAL, (rh_string){"key", 3}, on_value, &read);
  snprintf(line, sizeof line, "%d %d %d", emitted, completed, asked == RH_OK ? read : asked);
  return answer_text(host, call, line);
}

PLUGIN()
