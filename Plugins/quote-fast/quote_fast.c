/* SPDX-License-Identifier: Apache-2.0
 * Prices in C: preferred to quote-steady while it is well. quote.switch makes it fail and be well again.
 */
#include <inttypes.h>
#include <roundhouse.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rh_agent {
  const rh_host *host;
  atomic_bool is_failing; /* calls of any thread read it, quote.switch writes it */
};

static bool is_text(rh_string text, const char *expected) {
  return text.size == strlen(expected) && memcmp(text.data, expected, text.size) == 0;
}

/* The text after "key": in a flat JSON object, NULL if there is none. The payload does not end in NUL: hence copies. */
static const char *value_of(const char *key, const char *json) {
  const char *place = strstr(json, key);
  if (place == NULL) return NULL;
  place += strlen(key);
  place += strspn(place, " \t\r\n");
  if (*place++ != ':') return NULL;
  return place + strspn(place, " \t\r\n");
}

static bool read_number(const char *key, const char *json, int64_t maximum, int64_t *number) {
  const char *text = value_of(key, json);
  if (text == NULL || strspn(text, "0123456789") == 0) return false;
  *number = strtoll(text, NULL, 10);
  return *number <= maximum;
}

static rh_status answer(rh_agent *agent, rh_call call, const char *text) {
  rh_reply reply = { .struct_size = sizeof reply, .payload = { text, strlen(text) } };
  return agent->host->complete(agent->host, call, &reply);
}

static rh_status refuse(rh_agent *agent, rh_call call, rh_status status, const char *code, const char *message) {
  rh_reply reply = {
    .struct_size = sizeof reply,
    .status = status,
    .error_code = { code, strlen(code) },
    .message = { message, strlen(message) },
    .retryable = status == RH_AGENT_ERROR,
    .not_started = 1,
  };
  return agent->host->complete(agent->host, call, &reply);
}

static rh_status price(rh_agent *agent, rh_call call, const char *json) {
  int64_t unit, quantity;
  char text[64];
  if (atomic_load(&agent->is_failing)) {
    return refuse(agent, call, RH_AGENT_ERROR, "switched_off",
                  "quote-fast was told to fail; call quote.switch with {\"failing\": false} to make it well");
  }
  if (!read_number("\"unitCents\"", json, 100000000, &unit) || !read_number("\"quantity\"", json, 1000000, &quantity)) {
    return refuse(agent, call, RH_SCHEMA_FAILED, "no_numbers",
                  "send {\"unitCents\": 0 to 100000000, \"quantity\": 1 to 1000000}");
  }
  snprintf(text, sizeof text, "{\"totalCents\":%" PRId64 ",\"by\":\"quote-fast\"}", unit * quantity);
  return answer(agent, call, text);
}

static rh_status turn(rh_agent *agent, rh_call call, const char *json) {
  const char *value = value_of("\"failing\"", json);
  bool is_failing = value == NULL ? atomic_load(&agent->is_failing) : strncmp(value, "true", 4) == 0;
  if (value != NULL && !is_failing && strncmp(value, "false", 5) != 0) {
    return refuse(agent, call, RH_SCHEMA_FAILED, "no_position", "send {\"failing\": true} or {\"failing\": false}");
  }
  atomic_store(&agent->is_failing, is_failing);
  return answer(agent, call, is_failing ? "{\"failing\":true}" : "{\"failing\":false}");
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  char json[512];
  if (request->payload.size >= sizeof json) return refuse(agent, call, RH_BAD_REQUEST, "too_long", "send less text");
  if (request->payload.size > 0) memcpy(json, request->payload.data, request->payload.size);
  json[request->payload.size] = 0;
  if (is_text(request->capability, "quote.price")) return price(agent, call, json);
  if (is_text(request->capability, "quote.switch")) return turn(agent, call, json);
  return refuse(agent, call, RH_UNKNOWN_CAPABILITY, "unknown", "ask for quote.price or quote.switch");
}

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  (void)config;
  rh_agent *agent = malloc(sizeof *agent);
  if (agent == NULL) {
    snprintf(error->message, error->message_capacity, "no memory for quote-fast");
    return RH_OVERLOADED;
  }
  rh_bytes failing;
  rh_status status = host->config(host, (rh_string){ "/failing", strlen("/failing") }, &failing);
  agent->host = host;
  atomic_init(&agent->is_failing, status == RH_OK && failing.size == 4 && memcmp(failing.data, "true", 4) == 0);
  *out = agent;
  return RH_OK;
}

static void destroy(rh_agent *agent) { free(agent); }

static const rh_plugin plugin = {
  .struct_size = sizeof plugin,
  .abi_minor = RH_ABI_MINOR,
  .create = create,
  .destroy = destroy,
  .invoke = invoke,
};

RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
