/* No defect: the table lies on the heap, as languages without C's constants have it. */
#include "../answers.h"
#include <stdlib.h>

RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) {
  static rh_plugin *plugin;
  if (!plugin) {
    plugin = calloc(1, sizeof *plugin);
    *plugin = (rh_plugin){.struct_size = sizeof *plugin, .abi_minor = RH_ABI_MINOR, .create = answers_create,
                          .destroy = answers_destroy, .invoke = answers_invoke};
  }
  return plugin;
}
