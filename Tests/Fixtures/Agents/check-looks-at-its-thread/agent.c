/* Sound: reads how its own thread is, as libdispatch does, and answers with that. */
#include "../host-agent.h"
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  char path[64], text[512] = {0};
  (void)request;
  snprintf(path, sizeof path, "/proc/%ld/stat", syscall(SYS_gettid));
  int file = open(path, O_RDONLY | O_NONBLOCK);
  if (file < 0) return RH_AGENT_ERROR;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  char *end = count > 0 ? strrchr(text, ')') : NULL;
  return end ? answer(agent->host, call, end[2] == 'R' ? "true" : "null", 4) : RH_AGENT_ERROR;
}

PLUGIN()
