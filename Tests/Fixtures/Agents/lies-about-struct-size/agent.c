/* Answers with a struct that claims to be longer than the memory it lies in. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  char *pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  mprotect(pages + 4096, 4096, PROT_NONE);
  rh_reply *reply = (rh_reply *)(pages + 4096 - 40);
  reply->struct_size = UINT32_MAX;
  reply->payload = (rh_bytes){"cut", 3};
  return agent->host->complete(agent->host, call, reply);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
