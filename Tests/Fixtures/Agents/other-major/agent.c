/* Made for a later version of the ABI: only its entry is there. */
#include "../answers.h"

RH_EXPORT const void *roundhouse_plugin_v2(void);
const void *roundhouse_plugin_v2(void) { return "version 2"; }
