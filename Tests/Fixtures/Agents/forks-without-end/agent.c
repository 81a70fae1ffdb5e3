/* Forks until the system gives no more processes, each child too; they end by themselves after some seconds. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  if (is_root()) return confess_root(agent->host, call);
  for (int refused = 0; refused < 400;) {
    pid_t child = fork_for_seconds(10);
    if (child < 0) {
      refused++;
      usleep(1000);
    }
    if (child == 0) agent = NULL; /* only the first process answers */
  }
  while (!agent) pause();
  return answer_text(agent->host, call, waitpid(-1, NULL, WNOHANG) < 0 ? "held" : "reached: processes of its own");
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
