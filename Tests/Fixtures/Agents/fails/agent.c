/* Fails as the payload says: "<status> <retryable> <not_started>"; "return <status>" fails without completing; all else
 * is answered. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  text t = text_of(request->payload);
  int status = 0, retryable = 0, not_started = 0;
  if (sscanf(t.at, "return %d", &status) == 1) return status;
  if (sscanf(t.at, "%d %d %d", &status, &retryable, &not_started) < 1) {
    return answer(agent->host, call, request->payload.data, request->payload.size);
  }
  rh_reply reply = {
    .struct_size = sizeof reply, .status = status, .error_code = {"on_purpose", 10}, .message = {"as asked", 8},
    .retryable = (uint32_t)retryable, .not_started = (uint32_t)not_started};
  return agent->host->complete(agent->host, call, &reply);
}

PLUGIN()
