/* Cuts every file and piece of shared memory that it has open down to nothing: others' mappings of it would be holes. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  deeds deeds = {""};
  (void)request;
  for (int descriptor = 3; descriptor < 1024; descriptor++) {
    if (ftruncate(descriptor, 0) == 0) reached(&deeds, "the size of a file");
    if (deeds.list[0]) break;
  }
  return confess(agent->host, call, &deeds);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
