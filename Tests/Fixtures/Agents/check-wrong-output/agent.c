/* Answers {"count":"three"}, and refuses everything when its configuration says "strict". */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  rh_bytes value;
  (void)request;
  if (agent->host->config(agent->host, (rh_string){"/strict", 7}, &value) == RH_OK) return RH_SCHEMA_FAILED;
  return answer_text(agent->host, call, "{\"count\":\"three\"}");
}

PLUGIN()
