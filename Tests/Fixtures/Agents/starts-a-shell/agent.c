/* Starts a shell beside itself, and another that stays behind. */
#include "../hostile.h"

static pid_t shell(const char *script) {
  pid_t child = fork_for_seconds(120);
  if (child == 0) {
    execl("/bin/sh", "sh", "-c", script, (char *)NULL);
    _exit(127);
  }
  return child;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  deeds deeds = {""};
  int status = 0;
  (void)request;
  pid_t child = shell("exit 3");
  if (child > 0 && waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 3) reached(&deeds, "a shell");
  shell("exec sleep 120");
  return confess(agent->host, call, &deeds);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
