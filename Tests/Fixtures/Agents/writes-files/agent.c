/* Leaves files wherever it can, and takes them away again. */
#include "../hostile.h"

static void leave(deeds *deeds, const char *folder) {
  char path[4096];
  snprintf(path, sizeof path, "%s/left-by-a-defect-%d", folder, getpid());
  if (open(path, O_WRONLY | O_CREAT | O_EXCL, 0600) < 0) return;
  unlink(path);
  reached(deeds, folder);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  static const char *const folders[] = {"/tmp", "/var/tmp", "/dev/shm", "/run", ".", "/"};
  deeds deeds = {""};
  (void)request;
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) leave(&deeds, folders[i]);
  if (getenv("HOME")) leave(&deeds, getenv("HOME"));
  return confess(agent->host, call, &deeds);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
