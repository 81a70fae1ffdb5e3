/* Ends the process as a program would. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  exit(7);
}

PLUGIN()
