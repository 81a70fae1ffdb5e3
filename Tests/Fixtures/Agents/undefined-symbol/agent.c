/* Calls a function that nobody has. */
#include "../answers.h"

extern rh_status function_that_nobody_has(void);
static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent; (void)call; (void)request;
  return function_that_nobody_has();
}
static const rh_plugin plugin = {.struct_size = sizeof plugin, .abi_minor = RH_ABI_MINOR,
                                 .create = answers_create, .destroy = answers_destroy, .invoke = invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
