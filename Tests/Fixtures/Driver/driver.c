/* SPDX-License-Identifier: Apache-2.0
 *
 * driver: a whole host on a few pages. It loads agents into one process and talks to them by the rules of roundhouse.h.
 *
 *     driver [-n TIMES] LIBRARY CAPABILITY PAYLOAD [LIBRARY CAPABILITY PAYLOAD]...
 *
 * All libraries are loaded before the first call. Each call is made TIMES times, with all copies in flight at once. For
 * each one it prints "library capability status payload" (errors: "status error_code message"), the first copy only;
 * later copies must end with the same status. Answers of the host (state, room for chunks, sub-calls) come from a
 * thread of its own. The same library named twice is one instance. It exits 1 when an agent breaks a rule, hangs for
 * ten seconds, or fails to load, and says so on standard error; an agent's error is a result like another.
 *
 * Build: cc -std=c11 -D_GNU_SOURCE -Isdk/c/include -o driver driver.c -pthread -ldl
 */
#include <dlfcn.h>
#include <pthread.h>
#include <roundhouse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_LIBRARIES = 16, MAX_CALLS = 4096, MAX_JOBS = 65536, ROOM = 4 };

struct library {
  const char *path;
  const rh_plugin *plugin;
  rh_host host;
  rh_agent *agent;
};

struct call {
  struct library *library;
  const char *capability, *input;
  int is_done, chunks_in_buffer, is_stalled;
  rh_status status;
  char *text; /* chunks and payload, or error code and message */
  size_t size;
};

/* One thing for the host's thread to do; runs without the lock. */
struct job {
  void (*run)(struct job *job);
  const rh_host *host;
  rh_call call;
  void *user;
  rh_on_value on_value;
  rh_on_commit on_commit;
  rh_on_reply on_reply;
  rh_status status;
  uint64_t version;
  void *value;
  size_t size;
};

struct entry {
  uint64_t instance;
  int32_t scope; /* agent, or the one principal that there is */
  char *key;
  void *value;
  size_t size;
  uint64_t version;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static struct library libraries[MAX_LIBRARIES];
static size_t library_count;
static struct call calls[MAX_CALLS];
static size_t call_count;
static struct job jobs[MAX_JOBS];
static size_t first_job, job_count;
static struct entry entries[MAX_CALLS];
static size_t entry_count;
static uint64_t last_version;

static _Noreturn void fail(const char *what, const char *who) {
  fprintf(stderr, "driver: %s: %s\n", who, what);
  _Exit(1);
}

static void *copy(const void *data, size_t size) {
  char *memory = malloc(size + 1);
  if (memory == NULL) fail("out of memory", "host");
  if (size > 0) memcpy(memory, data, size);
  memory[size] = 0;
  return memory;
}

static uint64_t now(const rh_host *host) {
  (void)host;
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static int64_t wall_clock(const rh_host *host) {
  (void)host;
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* ------------------------------------------------------------------------------------- the host's own thread ---- */
static void later(struct job job) { /* holding the lock */
  if (job_count == MAX_JOBS) fail("too many jobs", "host");
  jobs[(first_job + job_count++) % MAX_JOBS] = job;
  pthread_cond_broadcast(&changed);
}

static void *host_thread(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  for (;;) {
    while (job_count == 0) pthread_cond_wait(&changed, &lock);
    struct job job = jobs[first_job];
    first_job = (first_job + 1) % MAX_JOBS;
    job_count--;
    pthread_mutex_unlock(&lock);
    job.run(&job);
    free(job.value);
    pthread_mutex_lock(&lock);
  }
  return NULL;
}

static struct library *library_of(const rh_host *host) { return &libraries[host->instance - 1]; }

/* Tokens count calls from 1; a foreign one finds nothing. Holding the lock. */
static struct call *open_call(const rh_host *host, rh_call token) {
  if (token == RH_NO_CALL || token > call_count) return NULL;
  struct call *call = &calls[token - 1];
  return call->library == library_of(host) && !call->is_done ? call : NULL;
}

static void append(struct call *call, const void *data, size_t size) {
  char *text = realloc(call->text, call->size + size + 1);
  if (text == NULL) fail("out of memory", "host");
  if (size > 0) memcpy(text + call->size, data, size);
  call->text = text;
  call->size += size;
  text[call->size] = 0;
}

/* ------------------------------------------------------------------------------------------ answers of agents ---- */
static void make_room(struct job *job) {
  pthread_mutex_lock(&lock);
  struct call *call = open_call(job->host, job->call);
  if (call != NULL) call->chunks_in_buffer = call->is_stalled = 0;
  pthread_mutex_unlock(&lock);
  struct library *library = library_of(job->host);
  if (call != NULL && library->plugin->resume != NULL) library->plugin->resume(library->agent, job->call);
}

/* Takes four chunks, then none until the agent has been resumed. */
static rh_status emit(const rh_host *host, rh_call token, rh_bytes chunk) {
  rh_status status = RH_OK;
  pthread_mutex_lock(&lock);
  struct call *call = open_call(host, token);
  if (call == NULL) {
    fail("emit for a call that is not open", library_of(host)->path);
  } else if (call->chunks_in_buffer == ROOM) {
    status = RH_AGAIN;
    if (!call->is_stalled) later((struct job){ .run = make_room, .host = host, .call = token });
    call->is_stalled = 1;
  } else {
    call->chunks_in_buffer++;
    append(call, chunk.data, chunk.size);
  }
  pthread_mutex_unlock(&lock);
  return status;
}

static rh_status emit_wait(const rh_host *host, rh_call token, rh_bytes chunk) {
  rh_status status;
  while ((status = emit(host, token, chunk)) == RH_AGAIN) nanosleep(&(struct timespec){ .tv_nsec = 100000 }, NULL);
  return status;
}

static rh_status complete(const rh_host *host, rh_call token, const rh_reply *reply) {
  pthread_mutex_lock(&lock);
  struct call *call = open_call(host, token);
  if (call == NULL) fail("completed a call that is not open", library_of(host)->path);
  if (reply->struct_size < sizeof *reply) fail("a reply whose struct_size is too small", library_of(host)->path);
  call->status = reply->status;
  if (reply->status == RH_OK) {
    append(call, reply->payload.data, reply->payload.size);
  } else {
    append(call, reply->error_code.data, reply->error_code.size);
    append(call, " ", 1);
    append(call, reply->message.data, reply->message.size);
  }
  call->is_done = 1;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
  return RH_OK;
}

static int32_t cancelled(const rh_host *host, rh_call token) {
  pthread_mutex_lock(&lock);
  int32_t answer = open_call(host, token) == NULL;
  pthread_mutex_unlock(&lock);
  return answer;
}

/* ------------------------------------------------------------------------------------------------- services ---- */
static void write_log(const rh_host *host, rh_call call, int32_t level, rh_string message) {
  (void)host, (void)call;
  fprintf(stderr, "log %d %.*s\n", (int)level, (int)message.size, message.data != NULL ? message.data : "");
}

static rh_status metric(const rh_host *host, int32_t kind, rh_string name, double value) {
  (void)host, (void)kind, (void)name, (void)value;
  return RH_OK;
}

static rh_status config(const rh_host *host, rh_string pointer, rh_bytes *value) {
  (void)host;
  if (pointer.size > 0) return RH_NOT_FOUND;
  *value = (rh_bytes){ "{}", 2 };
  return RH_OK;
}

static struct entry *find(const rh_host *host, int32_t scope, rh_string key) {
  for (size_t i = 0; i < entry_count; i++) {
    struct entry *entry = &entries[i];
    if (entry->instance == host->instance && entry->scope == scope && strlen(entry->key) == key.size &&
        memcmp(entry->key, key.data, key.size) == 0) {
      return entry;
    }
  }
  return NULL;
}

static void tell_value(struct job *job) {
  job->on_value(job->user, job->status, (rh_bytes){ job->value, job->size }, job->version);
}

/* There is no session here, and one principal. */
static int is_right(int32_t scope, rh_string key) {
  return (scope == RH_SCOPE_AGENT || scope == RH_SCOPE_PRINCIPAL) && key.size > 0 && key.size <= 512;
}

static rh_status kv_get(const rh_host *host, rh_call call, int32_t scope, rh_string key, rh_on_value on_value,
                        void *user) {
  if (!is_right(scope, key)) return RH_BAD_REQUEST;
  pthread_mutex_lock(&lock);
  struct entry *entry = find(host, scope, key);
  struct job job = { .run = tell_value, .host = host, .call = call, .on_value = on_value, .user = user };
  job.status = entry != NULL && entry->value != NULL ? RH_OK : RH_NOT_FOUND;
  if (job.status == RH_OK) {
    job.value = copy(entry->value, entry->size);
    job.size = entry->size;
    job.version = entry->version;
  }
  later(job);
  pthread_mutex_unlock(&lock);
  return RH_OK;
}

static void tell_commit(struct job *job) { job->on_commit(job->user, job->status, job->version); }

static int holds(const rh_host *host, const rh_kv_operation *operation) {
  if (operation->expected_version == RH_VERSION_ANY) return 1;
  struct entry *entry = find(host, operation->scope, operation->key);
  return (entry != NULL && entry->value != NULL ? entry->version : 0) == operation->expected_version;
}

static void apply(const rh_host *host, const rh_kv_operation *operation) {
  if (operation->kind == RH_KV_CHECK) return;
  struct entry *entry = find(host, operation->scope, operation->key);
  if (entry == NULL) {
    if (entry_count == MAX_CALLS) fail("too many keys", "host");
    entry = &entries[entry_count++];
    *entry = (struct entry){ .instance = host->instance, .scope = operation->scope };
    entry->key = copy(operation->key.data, operation->key.size);
  }
  free(entry->value);
  entry->value = operation->kind == RH_KV_PUT ? copy(operation->value.data, operation->value.size) : NULL;
  entry->size = operation->value.size;
  entry->version = last_version;
}

static rh_status kv_commit(const rh_host *host, rh_call call, const rh_kv_operation *operations, uint64_t count,
                           rh_on_commit on_commit, void *user) {
  if (count > 256) return RH_BAD_REQUEST;
  for (uint64_t i = 0; i < count; i++) {
    if (!is_right(operations[i].scope, operations[i].key)) return RH_BAD_REQUEST;
  }
  pthread_mutex_lock(&lock);
  struct job job = { .run = tell_commit, .host = host, .call = call, .on_commit = on_commit, .user = user };
  for (uint64_t i = 0; i < count; i++) {
    if (!holds(host, &operations[i])) job.status = RH_CONFLICT;
  }
  if (job.status == RH_OK) {
    job.version = ++last_version;
    for (uint64_t i = 0; i < count; i++) apply(host, &operations[i]);
  }
  later(job);
  pthread_mutex_unlock(&lock);
  return RH_OK;
}

static void tell_nobody(struct job *job) {
  static const char message[] = "this host routes no calls between agents";
  rh_reply reply = { .struct_size = sizeof reply, .status = RH_UNKNOWN_CAPABILITY,
                     .message = { message, sizeof message - 1 }, .not_started = 1 };
  job->on_reply(job->user, &reply);
}

static rh_status call_other(const rh_host *host, rh_call parent, const rh_outgoing *outgoing, rh_on_reply on_reply,
                            void *user) {
  (void)outgoing;
  pthread_mutex_lock(&lock);
  later((struct job){ .run = tell_nobody, .host = host, .call = parent, .on_reply = on_reply, .user = user });
  pthread_mutex_unlock(&lock);
  return RH_OK;
}

static rh_status no_get(const rh_host *host, rh_call call, int32_t scope, rh_string key, rh_on_value on_value,
                        void *user) {
  (void)host, (void)call, (void)scope, (void)key, (void)on_value, (void)user;
  return RH_UNSUPPORTED;
}
static rh_status no_commit(const rh_host *host, rh_call call, const rh_kv_operation *operations, uint64_t count,
                           rh_on_commit on_commit, void *user) {
  (void)host, (void)call, (void)operations, (void)count, (void)on_commit, (void)user;
  return RH_UNSUPPORTED;
}
static rh_status no_call(const rh_host *host, rh_call parent, const rh_outgoing *outgoing, rh_on_reply on_reply,
                         void *user) {
  (void)host, (void)parent, (void)outgoing, (void)on_reply, (void)user;
  return RH_UNSUPPORTED;
}
static const void *no_extension(const rh_host *host, const char *id) {
  (void)host, (void)id;
  return NULL;
}

/* --------------------------------------------------------------------------------------------------- the walk ---- */
static struct library *load(const char *path) {
  for (size_t i = 0; i < library_count; i++) {
    if (strcmp(libraries[i].path, path) == 0) return &libraries[i];
  }
  if (library_count == MAX_LIBRARIES) fail("too many libraries", path);
  void *image = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (image == NULL) fail(dlerror(), path);
  rh_entry entry;
  *(void **)&entry = dlsym(image, RH_ENTRY_NAME);
  if (entry == NULL) fail("exports no " RH_ENTRY_NAME, path);
  const rh_plugin *plugin = entry();
  if (plugin == NULL || plugin != entry()) fail("its entry does not return one constant", path);
  if (plugin->struct_size < offsetof(rh_plugin, resume)) fail("a table that is too short", path);
  if (plugin->abi_minor_min > RH_ABI_MINOR) fail("wants a newer host", path);
  struct library *library = &libraries[library_count++];
  *library = (struct library){ .path = path, .plugin = plugin };
  library->host = (rh_host){
    .struct_size = sizeof library->host, .abi_minor = RH_ABI_MINOR, .instance = library_count, .emit = emit,
    .emit_wait = emit_wait, .complete = complete, .cancelled = cancelled, .log = write_log, .metric = metric,
    .config = config, .now = now, .wall_clock = wall_clock, .kv_get = kv_get, .kv_commit = kv_commit,
    .call = call_other, .kv_get_wait = no_get, .kv_commit_wait = no_commit, .call_wait = no_call,
    .get_extension = no_extension,
  };
  return library;
}

static rh_string text(const char *text) { return (rh_string){ text, strlen(text) }; }

static void create(struct library *library) {
  char message[512] = "";
  rh_error error = { .struct_size = sizeof error, .message_capacity = sizeof message, .message = message };
  rh_agent_config configuration = { .struct_size = sizeof configuration, .concurrency = 64,
                                    .agent_id = text("driver.agent"), .version = text("1.0.0"), .folder = text("/"),
                                    .config = { "{}", 2 } };
  rh_status status = library->plugin->create(&library->host, &configuration, &library->agent, &error);
  if (status != RH_OK || library->agent == NULL) fail(message, library->path);
}

/* The copies of a request stay where they are until the end, as R2 asks. */
static void invoke(rh_call token) {
  struct call *call = &calls[token - 1];
  rh_request *request = calloc(1, sizeof *request);
  *request = (rh_request){
    .struct_size = sizeof *request, .capability_version = 1, .capability = text(call->capability),
    .content_type = text("application/json"), .payload = { call->input, strlen(call->input) },
    .deadline_ns = now(NULL) + 10000000000u, .caller = text("driver"), .principal = text("tester"),
  };
  rh_status status = call->library->plugin->invoke(call->library->agent, token, request);
  if (status == RH_OK) return;
  pthread_mutex_lock(&lock);
  if (call->is_done) fail("completed a call and refused it", call->library->path);
  call->status = status;
  append(call, "refused", 7);
  call->is_done = 1;
  pthread_mutex_unlock(&lock);
}

static void await(const struct call *call) {
  struct timespec limit;
  clock_gettime(CLOCK_REALTIME, &limit);
  limit.tv_sec += 10;
  pthread_mutex_lock(&lock);
  while (!call->is_done) {
    if (pthread_cond_timedwait(&changed, &lock, &limit) != 0) fail("has not completed its call", call->library->path);
  }
  pthread_mutex_unlock(&lock);
}

static void end(struct library *library) {
  const rh_plugin *plugin = library->plugin;
  if (plugin->struct_size >= sizeof *plugin && plugin->drain != NULL) {
    if (plugin->drain(library->agent, now(NULL) + 2000000000u) != RH_OK) fail("did not drain", library->path);
  }
  plugin->destroy(library->agent);
}

int main(int count, char **arguments) {
  size_t copies = 1;
  int next = 1;
  if (count > 2 && strcmp(arguments[1], "-n") == 0) copies = strtoul(arguments[2], NULL, 10), next = 3;
  if (count <= next || (count - next) % 3 != 0) fail("[-n TIMES] LIBRARY CAPABILITY PAYLOAD ...", "usage");
  size_t steps = (size_t)(count - next) / 3;
  if (copies == 0 || steps * copies > MAX_CALLS) fail("too many calls", "usage");
  for (size_t step = 0; step < steps; step++) {
    char **words = &arguments[next + 3 * (int)step];
    struct library *library = load(words[0]);
    for (size_t i = 0; i < copies; i++) {
      calls[call_count++] = (struct call){ .library = library, .capability = words[1], .input = words[2] };
    }
  }
  pthread_t thread;
  if (pthread_create(&thread, NULL, host_thread, NULL) != 0) fail("no thread", "host");
  for (size_t i = 0; i < library_count; i++) create(&libraries[i]);
  /* One copy: in the order of the command line, each after the one before. Several: all at once. */
  for (size_t i = 0; i < call_count; i++) {
    invoke(i + 1);
    if (copies == 1) await(&calls[i]);
  }
  for (size_t i = 0; i < call_count; i++) {
    await(&calls[i]);
    if (calls[i].status != calls[i - i % copies].status) fail("copies of one call ended differently", calls[i].text);
    if (i % copies == 0) {
      printf("%s %s %d %s\n", calls[i].library->path, calls[i].capability, (int)calls[i].status, calls[i].text);
    }
  }
  for (size_t i = 0; i < library_count; i++) end(&libraries[i]);
  return 0;
}
