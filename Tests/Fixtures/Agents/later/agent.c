/* Answers from a thread of its own, as many milliseconds later as the payload says, whether anybody waits or not. */
#include "../host-agent.h"

typedef struct task {
  const rh_host *host;
  rh_call call;
  long milliseconds;
} task;

static void *work(void *argument) {
  task *task = argument;
  if (task->milliseconds > 0) usleep((useconds_t)task->milliseconds * 1000);
  rh_status status = answer_text(task->host, task->call, "later");
  if (status == RH_DEADLINE_EXCEEDED) say(task->host, RH_NO_CALL, "too late");
  free(task);
  return NULL;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  task *task = malloc(sizeof *task);
  pthread_t thread;
  pthread_attr_t attributes;
  *task = (struct task){agent->host, call, atol(text_of(request->payload).at)};
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, 128 << 10);
  int error = pthread_create(&thread, &attributes, work, task);
  pthread_attr_destroy(&attributes);
  if (error) free(task);
  return error ? RH_OVERLOADED : RH_OK;
}

PLUGIN()
