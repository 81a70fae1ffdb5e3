/* Closes the standard streams, and lets others take their numbers. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  fclose(stdout);
  fclose(stderr);
  for (int descriptor = 0; descriptor < 3; descriptor++) close(descriptor);
  for (int i = 0; i < 3; i++) open("/dev/full", O_RDWR);
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
