/* Announces and withdraws as its payload says, and answers with the status: "announce <declaration>", "withdraw <name>",
 * "many <count>" (text.n0, text.n1, …: the status of the last one), "huge", "nothing", and the same from a thread of its
 * own with "thread " before. "hold" is answered after "release". Whatever else it is asked, it echoes behind the
 * capability and version. In create it announces each declaration of /announce in its configuration. */
#include "../host-agent.h"

static rh_status announce(const rh_host *host, const char *data, size_t size) {
  const rh_capabilities *capabilities = host->get_extension(host, RH_EXT_CAPABILITIES);
  return capabilities->announce(host, (rh_bytes){data, size});
}

static rh_status withdraw(const rh_host *host, const char *name) {
  const rh_capabilities *capabilities = host->get_extension(host, RH_EXT_CAPABILITIES);
  return capabilities->withdraw(host, (rh_string){name, strlen(name)});
}

static void say_status(const rh_host *host, const char *what, rh_status status) {
  char line[64];
  snprintf(line, sizeof line, "%s: %d", what, status);
  say(host, RH_NO_CALL, line);
}

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  rh_bytes declaration;
  char pointer[32];
  for (int place = 0; place < 1000; place++) {
    int size = snprintf(pointer, sizeof pointer, "/announce/%d", place);
    if (host->config(host, (rh_string){pointer, (uint64_t)size}, &declaration) != RH_OK) break;
    say_status(host, "created", announce(host, declaration.data, declaration.size));
  }
  if (host->config(host, (rh_string){"/withdraw", 9}, &declaration) == RH_OK) {
    char name[128] = "";
    snprintf(name, sizeof name, "%.*s", (int)declaration.size - 2, (const char *)declaration.data + 1);
    say_status(host, "uncreated", withdraw(host, name));
  }
  return make(host, config, out, error);
}

static rh_status many(const rh_host *host, int count) {
  rh_status status = RH_OK;
  for (int number = 0; number < count && status == RH_OK; number++) {
    char declaration[64];
    int size = snprintf(declaration, sizeof declaration, "{\"name\": \"text.n%d\"}", number);
    status = announce(host, declaration, (size_t)size);
  }
  return status;
}

static const char huge[(64 << 10) + 1];

static rh_status obey(const rh_host *host, const char *words) {
  if (strncmp(words, "announce ", 9) == 0) return announce(host, words + 9, strlen(words + 9));
  if (strncmp(words, "withdraw ", 9) == 0) return withdraw(host, words + 9);
  if (strncmp(words, "many ", 5) == 0) return many(host, atoi(words + 5));
  if (strcmp(words, "huge") == 0) return announce(host, huge, sizeof huge);
  if (strcmp(words, "nothing") == 0) return announce(host, NULL, 5);
  return RH_AGAIN;
}

typedef struct task {
  const rh_host *host;
  rh_call call;
  text words;
} task;

static void *work(void *argument) {
  task *task = argument;
  answer_number(task->host, task->call, obey(task->host, task->words.at));
  free(task);
  return NULL;
}

static rh_status start(const rh_host *host, rh_call call, const char *words) {
  task *task = calloc(1, sizeof *task);
  pthread_t thread;
  task->host = host;
  task->call = call;
  snprintf(task->words.at, sizeof task->words.at, "%s", words);
  if (pthread_create(&thread, NULL, work, task)) return RH_OVERLOADED;
  pthread_detach(thread);
  return RH_OK;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  text words = text_of(request->payload);
  if (begins(request->payload, "thread ")) return start(host, call, words.at + 7);
  if (is(request->payload, "release")) agent->number = 1;
  if (is(request->payload, "hold")) {
    while (!agent->number && !host->cancelled(host, call)) usleep(1000);
  }
  rh_status status = obey(host, words.at);
  if (status != RH_AGAIN) return answer_number(host, call, status);
  char line[4600];
  int size = snprintf(line, sizeof line, "%.*s@%u %s", (int)request->capability.size, request->capability.data,
                      request->capability_version, words.at);
  return answer(host, call, line, (size_t)size);
}

static rh_status drain(rh_agent *agent, uint64_t deadline) {
  (void)deadline;
  say_status(agent->host, "drained", announce(agent->host, "{\"name\": \"text.late\"}", 21));
  return RH_OK;
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = create, .destroy = unmake, .invoke = invoke, .drain = drain};

RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
