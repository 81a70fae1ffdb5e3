/* Has an address among its instructions that the loader would have to write there. Link with -Wl,-z,notext. */
#include "../answers.h"

__asm__(".text\n.balign 8\n.quad roundhouse_plugin_v1\n");
static const rh_plugin plugin = {.struct_size = sizeof plugin, .abi_minor = RH_ABI_MINOR,
                                 .create = answers_create, .destroy = answers_destroy, .invoke = answers_invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
