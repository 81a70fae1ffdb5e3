/* No defect: does what the last word of the capability's name says. For tests of what stands in front of the host. */
#include <pthread.h>
#include <roundhouse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct rh_agent {
  const rh_host *host;
};

typedef struct task {
  const rh_host *host;
  rh_call call;
  long number;
  int streams;
} task;

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  (void)config, (void)error;
  rh_agent *agent = malloc(sizeof *agent);
  if (!agent) return RH_OVERLOADED;
  agent->host = host;
  *out = agent;
  return RH_OK;
}

static void destroy(rh_agent *agent) { free(agent); }

static int ends_with(rh_string name, const char *word) {
  size_t length = strlen(word);
  return name.size >= length && memcmp(name.data + name.size - length, word, length) == 0;
}

static long number(rh_bytes payload) {
  char text[32] = {0};
  memcpy(text, payload.data, payload.size < 31 ? payload.size : 31);
  return strtol(text, NULL, 10);
}

static rh_status succeed(const rh_host *host, rh_call call, const void *data, size_t size) {
  rh_reply reply = {.struct_size = sizeof reply, .payload = {data, size}, .output_tokens = 7};
  return host->complete(host, call, &reply);
}

/* Waits 1 ms at a time, so that a cancelled call ends soon. */
static rh_status nap(const rh_host *host, rh_call call, long milliseconds) {
  for (long i = 0; i < milliseconds; i++) {
    if (host->cancelled(host, call)) {
      usleep(50000); /* long enough for the host to have answered at the deadline */
      return RH_CANCELLED;
    }
    usleep(1000);
  }
  return RH_OK;
}

static void *work(void *argument) {
  task *task = argument;
  const rh_host *host = task->host;
  if (!task->streams) {
    rh_status slept = nap(host, task->call, task->number);
    rh_reply reply = {.struct_size = sizeof reply, .status = slept, .payload = {"\"later\"", slept == RH_OK ? 7 : 0}};
    host->complete(host, task->call, &reply);
  } else {
    char text[32];
    rh_status status = RH_OK;
    for (long i = 0; i < task->number && status == RH_OK; i++) {
      int size = snprintf(text, sizeof text, "{\"n\":%ld}", i);
      while ((status = host->emit(host, task->call, (rh_bytes){text, (uint64_t)size})) == RH_AGAIN) {
        if (nap(host, task->call, 1) != RH_OK) break;
      }
      if (task->streams > 1) nap(host, task->call, 20);
    }
    succeed(host, task->call, "\"end\"", 5);
  }
  free(task);
  return NULL;
}

static rh_status start(rh_agent *agent, rh_call call, const rh_request *request, int streams) {
  task *task = malloc(sizeof *task);
  pthread_t thread;
  *task = (struct task){agent->host, call, number(request->payload), streams};
  if (pthread_create(&thread, NULL, work, task)) return RH_OVERLOADED;
  pthread_detach(thread);
  return RH_OK;
}

/* What the request said beside its payload. */
static rh_status tell(rh_agent *agent, rh_call call, const rh_request *r) {
  char text[1024];
  int size = snprintf(
    text, sizeof text,
    "{\"version\":%u,\"type\":\"%.*s\",\"key\":\"%.*s\",\"caller\":\"%.*s\",\"session\":\"%.*s\","
    "\"trace\":\"%016lx%016lx\",\"span\":\"%016lx\",\"left\":%ld}",
    r->capability_version, (int)r->content_type.size, r->content_type.data, (int)r->idempotency_key.size,
    r->idempotency_key.data, (int)r->caller.size, r->caller.data, (int)r->session.size, r->session.data,
    (unsigned long)r->trace_high, (unsigned long)r->trace_low, (unsigned long)r->span_id,
    (long)((r->deadline_ns - agent->host->now(agent->host)) / 1000000));
  return succeed(agent->host, call, text, (size_t)size);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  rh_string name = request->capability;
  if (ends_with(name, ".tell")) return tell(agent, call, request);
  if (ends_with(name, ".later")) return start(agent, call, request, 0);
  if (ends_with(name, ".stream")) return start(agent, call, request, 1);
  if (ends_with(name, ".drip")) return start(agent, call, request, 2);
  if (ends_with(name, ".hold")) {
    usleep((useconds_t)number(request->payload) * 1000);
    return succeed(host, call, "\"held\"", 6);
  }
  if (ends_with(name, ".chunks")) {
    host->emit(host, call, (rh_bytes){"two\nlines", 9});
    host->emit(host, call, (rh_bytes){"\xff\x00\x01", 3});
    host->emit(host, call, (rh_bytes){"carriage\r\nreturn", 16});
    return succeed(host, call, "", 0);
  }
  if (ends_with(name, ".large")) {
    size_t size = (size_t)number(request->payload);
    char *bytes = malloc(size);
    memset(bytes, 'x', size);
    rh_reply reply = {.struct_size = sizeof reply, .payload = {bytes, size}, .content_type = {"text/plain", 10}};
    rh_status status = host->complete(host, call, &reply);
    free(bytes);
    return status;
  }
  if (ends_with(name, ".fail")) {
    rh_reply reply = {
      .struct_size = sizeof reply, .status = RH_AGENT_ERROR, .error_code = {"sold_out", 8},
      .message = {"no ticket is left", 17}};
    return host->complete(host, call, &reply);
  }
  return succeed(host, call, request->payload.data, request->payload.size);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = create, .destroy = destroy, .invoke = invoke};

RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
