/* Makes itself at home: another folder, umask, handler and environment. */
#include <signal.h>
#include <sys/stat.h>

#include "../host-agent.h"

static void ignore(int number) { (void)number; }

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  signal(SIGUSR2, ignore);
  umask(0);
  setenv("FIXTURE_WAS_HERE", "yes", 1);
  if (chdir("/")) return RH_AGENT_ERROR;
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

PLUGIN()
