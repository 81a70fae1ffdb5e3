/* Puts a mebibyte into the store again and again, under another key each time, and waits for none of it. */
#include "../hostile.h"

static void ignore(void *user, rh_status status, uint64_t version) { (void)user, (void)status, (void)version; }

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  static char value[1 << 20], keys[5000][16];
  const rh_host *host = agent->host;
  for (int i = 0; i < 5000; i++) {
    int size = snprintf(keys[i], sizeof keys[i], "key %d", i);
    rh_kv_operation put = {.kind = RH_KV_PUT, .key = {keys[i], (uint64_t)size}, .value = {value, sizeof value},
                           .expected_version = RH_VERSION_ANY};
    host->kv_commit(host, call, &put, 1, ignore, NULL);
  }
  return rh_answer(host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
