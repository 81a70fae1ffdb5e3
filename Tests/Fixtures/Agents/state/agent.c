/* Key-value state: the payload is "get <scope> <key>", "put <scope> <key> <expected> <value>" (expected: a version, 0 for
 * absent, "any") or the same with "await-" before the verb. Answers "<status> <version> <value>". */
#include "../host-agent.h"

typedef struct asked {
  const rh_host *host;
  rh_call call;
} asked;

static void tell(asked *asked, rh_status status, uint64_t version, rh_bytes value) {
  char line[4200];
  snprintf(line, sizeof line, "%d %llu %.*s", status, (unsigned long long)version, (int)value.size,
           value.data ? (const char *)value.data : "");
  answer_text(asked->host, asked->call, line);
  free(asked);
}

static void on_value(void *user, rh_status status, rh_bytes value, uint64_t version) {
  tell(user, status, version, value);
}

static void on_commit(void *user, rh_status status, uint64_t version) {
  tell(user, status, version, (rh_bytes){NULL, 0});
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  text t = text_of(request->payload);
  char verb[16] = "", key[600] = "", expected[32] = "", value[600] = "";
  int scope = 0;
  sscanf(t.at, "%15s %d %599s %31s %599s", verb, &scope, key, expected, value);
  asked *asked = malloc(sizeof *asked);
  *asked = (struct asked){host, call};
  rh_string name = {key, strlen(key)};
  rh_kv_operation put = {
    .kind = RH_KV_PUT, .scope = scope, .key = name, .value = {value, strlen(value)},
    .expected_version = strcmp(expected, "any") == 0 ? RH_VERSION_ANY : strtoull(expected, NULL, 10)};
  rh_status status = RH_BAD_REQUEST;
  if (strcmp(verb, "get") == 0) status = host->kv_get(host, call, scope, name, on_value, asked);
  if (strcmp(verb, "await-get") == 0) status = host->kv_get_wait(host, call, scope, name, on_value, asked);
  if (strcmp(verb, "put") == 0) status = host->kv_commit(host, call, &put, 1, on_commit, asked);
  if (strcmp(verb, "await-put") == 0) status = host->kv_commit_wait(host, call, &put, 1, on_commit, asked);
  if (status != RH_OK) tell(asked, status, 0, (rh_bytes){"refused", 7});
  return RH_OK;
}

PLUGIN()
