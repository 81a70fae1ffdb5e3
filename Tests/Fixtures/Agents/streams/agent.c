/* Emits as many numbered chunks of 1 KiB as the payload says, then "end". Without "wait" before the number it minds
 * RH_AGAIN and goes on when resume is called; with it, it waits in emit_wait. "fail <n>" fails after n chunks. */
#include "../host-agent.h"

typedef struct stream {
  rh_call call;
  long next, last;
  int fails;
  struct stream *after;
} stream;

static stream *streams;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static rh_bytes chunk(char *room, long number) {
  memset(room, ' ', 1024);
  int size = snprintf(room, 1024, "%ld", number);
  room[size] = ' ';
  return (rh_bytes){room, 1024};
}

static rh_status finish(const rh_host *host, rh_call call, int fails) {
  rh_reply reply = {.struct_size = sizeof reply, .status = fails ? RH_AGENT_ERROR : RH_OK, .payload = {"end", 3}};
  return host->complete(host, call, &reply);
}

/* Emits until there is no room. Returns 1 at the end. */
static int go_on(const rh_host *host, stream *s) {
  char room[1024];
  while (s->next < s->last) {
    rh_status status = host->emit(host, s->call, chunk(room, s->next));
    if (status == RH_AGAIN) return 0;
    if (status != RH_OK) break;
    s->next++;
  }
  finish(host, s->call, s->fails);
  return 1;
}

static void keep(stream *s) {
  pthread_mutex_lock(&lock);
  s->after = streams;
  streams = s;
  pthread_mutex_unlock(&lock);
}

static stream *find(rh_call call, int takes) {
  pthread_mutex_lock(&lock);
  stream **place = &streams;
  while (*place && (*place)->call != call) place = &(*place)->after;
  stream *found = *place;
  if (found && takes) *place = found->after;
  pthread_mutex_unlock(&lock);
  return found;
}

static void resume(rh_agent *agent, rh_call call) {
  stream *s = find(call, 0);
  if (s && go_on(agent->host, s)) free(find(call, 1));
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  text t = text_of(request->payload);
  long count = 0;
  if (sscanf(t.at, "wait %ld", &count) == 1) {
    char room[1024];
    for (long i = 0; i < count && host->emit_wait(host, call, chunk(room, i)) == RH_OK; i++) {}
    return finish(host, call, 0);
  }
  int fails = sscanf(t.at, "fail %ld", &count) == 1;
  stream *s = malloc(sizeof *s);
  *s = (stream){.call = call, .last = fails ? count : atol(t.at), .fails = fails};
  /* Kept before the first emit: resume may come while invoke still runs. */
  keep(s);
  if (go_on(host, s)) free(find(call, 1));
  return RH_OK;
}

PLUGIN(.resume = resume)
