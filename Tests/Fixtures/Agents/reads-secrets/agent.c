/* Reads what is not its business: the system's files, others' environment, the home folder. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  static const char *const paths[] = {"/etc/passwd", "/etc/shadow", "/etc/hostname", "/proc/1/environ",
                                      "/proc/1/cmdline", "/var/log", "/root", "/home"};
  deeds deeds = {""};
  char parent[64];
  (void)request;
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    if (open(paths[i], O_RDONLY) >= 0) reached(&deeds, paths[i]);
  }
  snprintf(parent, sizeof parent, "/proc/%d/environ", getppid());
  if (open(parent, O_RDONLY) >= 0) reached(&deeds, "its parent's environment");
  if (getenv("DEFECTS_SECRET")) reached(&deeds, "a secret of the host's environment");
  if (getenv("HOME") && open(getenv("HOME"), O_RDONLY | O_DIRECTORY) >= 0) reached(&deeds, "the home folder");
  return confess(agent->host, call, &deeds);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
