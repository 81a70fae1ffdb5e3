/* Reports the health that the last payload named: "healthy", "degraded", "unhealthy", "error", or "hang <ms>". "busy <ms>"
 * takes its time. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  long wait = 0;
  if (is(request->payload, "healthy")) agent->number = 0;
  if (is(request->payload, "degraded")) agent->number = 1;
  if (is(request->payload, "unhealthy")) agent->number = 2;
  if (is(request->payload, "error")) agent->number = 3;
  if (sscanf(text_of(request->payload).at, "hang %ld", &wait) == 1) agent->number = 1000 + wait;
  if (sscanf(text_of(request->payload).at, "busy %ld", &wait) == 1) usleep((useconds_t)wait * 1000);
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

static rh_status health(rh_agent *agent, rh_health *out) {
  long number = agent->number;
  if (number >= 1000) usleep((useconds_t)(number - 1000) * 1000);
  out->state = number < 3 ? (uint32_t)number : RH_HEALTHY;
  snprintf(out->message, out->message_capacity, "number %ld", number);
  return number == 3 ? RH_AGENT_ERROR : RH_OK;
}

PLUGIN(.health = health)
