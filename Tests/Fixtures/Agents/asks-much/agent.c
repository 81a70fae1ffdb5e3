/* No defect: keeps a long value and asks for it as many times at once as the payload says. Answers with how many answers
 * were the value; a payload with "leave" behind the number ends the process instead, before the answers can come. */
#include "../host-agent.h"

enum { length = 60000 };

typedef struct asked {
  const rh_host *host;
  rh_call call;
  _Atomic long left, right;
} asked;

static void note(asked *asked, int is_right) {
  if (is_right) asked->right++;
  if (--asked->left > 0) return;
  answer_number(asked->host, asked->call, asked->right);
  free(asked);
}

static void on_value(void *user, rh_status status, rh_bytes value, uint64_t version) {
  (void)version;
  note(user, status == RH_OK && value.size == length && value.data && ((const char *)value.data)[length - 1] == 'v');
}

static void on_commit(void *user, rh_status status, uint64_t version) { *(rh_status *)user = status; (void)version; }

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  static char value[length];
  const rh_host *host = agent->host;
  text t = text_of(request->payload);
  long count = atol(t.at);
  rh_status stored = RH_AGENT_ERROR;
  memset(value, 'v', length);
  rh_kv_operation put = {.kind = RH_KV_PUT, .key = {"long", 4}, .value = {value, length}, .expected_version = RH_VERSION_ANY};
  rh_status status = host->kv_commit_wait(host, call, &put, 1, on_commit, &stored);
  if (status != RH_OK || stored != RH_OK) return RH_AGENT_ERROR;
  asked *asked = calloc(1, sizeof *asked);
  asked->host = host, asked->call = call, asked->left = count + 1;
  for (long i = 0; i < count; i++) {
    if (host->kv_get(host, call, 0, (rh_string){"long", 4}, on_value, asked) != RH_OK) note(asked, 0);
  }
  if (strstr(t.at, "leave")) _exit(1);
  note(asked, 0);
  return RH_OK;
}

PLUGIN()
