/* Calls another capability: the payload is "<how> <capability> <the other's payload>", how being "wait", "async" or
 * "async3" (three at once). Answers with what it got, "status <n>: <message>" if that was an error. */
#include "../host-agent.h"

typedef struct asked {
  const rh_host *host;
  rh_call call;
  _Atomic int left;
  char answer[4096];
} asked;

static void note(asked *asked, const rh_reply *reply) {
  if (reply->status == RH_OK) {
    snprintf(asked->answer, sizeof asked->answer, "%.*s", (int)reply->payload.size, (const char *)reply->payload.data);
  } else {
    snprintf(asked->answer, sizeof asked->answer, "status %d: %.*s", reply->status, (int)reply->message.size,
             reply->message.data ? reply->message.data : "");
  }
}

static void on_waited(void *user, const rh_reply *reply) { note(user, reply); }

static void on_reply(void *user, const rh_reply *reply) {
  asked *asked = user;
  if (asked->left == 1) note(asked, reply);
  if (--asked->left > 0) return;
  answer_text(asked->host, asked->call, asked->answer);
  free(asked);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  text t = text_of(request->payload);
  char how[16] = "", name[256] = "";
  int rest = 0;
  if (sscanf(t.at, "%15s %255s %n", how, name, &rest) < 2) return RH_BAD_REQUEST;
  rh_outgoing outgoing = {
    .struct_size = sizeof outgoing, .capability = {name, strlen(name)}, .payload = {t.at + rest, strlen(t.at + rest)}};
  asked *asked = calloc(1, sizeof *asked);
  asked->host = host;
  asked->call = call;
  if (strcmp(how, "wait") == 0) {
    rh_status status = host->call_wait(host, call, &outgoing, on_waited, asked);
    if (status != RH_OK) snprintf(asked->answer, sizeof asked->answer, "refused %d", status);
    status = answer_text(host, call, asked->answer);
    free(asked);
    return status;
  }
  int count = strcmp(how, "async3") == 0 ? 3 : 1;
  asked->left = count;
  for (int i = 0; i < count; i++) {
    rh_status status = host->call(host, call, &outgoing, on_reply, asked);
    if (status == RH_OK) continue;
    rh_reply refused = {.struct_size = sizeof refused, .status = status, .message = {"refused", 7}};
    on_reply(asked, &refused);
  }
  return RH_OK;
}

PLUGIN()
