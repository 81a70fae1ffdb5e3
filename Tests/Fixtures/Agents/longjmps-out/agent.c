/* Jumps out of invoke into a frame that has long returned. */
#include "../hostile.h"

#include <setjmp.h>

static jmp_buf elsewhere;

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  if (_setjmp(elsewhere) != 0) return RH_OK;
  return make(host, config, out, error);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  _longjmp(elsewhere, 1);
}

HOSTILE(.create = create, .destroy = unmake, .invoke = invoke)
