/* Returns an address at which no table can be. */
#include "../answers.h"

static const char bytes[sizeof(rh_plugin) + 8];
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) {
  return (const rh_plugin *)(((uintptr_t)bytes & ~(uintptr_t)7) + 9);
}
