/* SPDX-License-Identifier: Apache-2.0
 * data.jq: runs a jq program over a JSON value. It asks for a worker, because libjq ends the process where it has no
 * memory or meets a surprise, and because some of its functions cannot be stopped.
 *
 * Follow invoke: question_read → shelf_take or program_compile → run → answer.
 */
#include <jq.h>
#include <pthread.h>
#include <roundhouse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "limits.h"
#include "measure.h"
#include "program.h"
#include "question.h"
#include "refusal.h"
#include "runs.h"
#include "shelf.h"

struct rh_agent {
  const rh_host *host;
  struct limits limits;
  struct shelf shelf;
  struct runs runs;
};

/* What a program tells with "debug" or "stderr" while it runs. */
struct debugging {
  const rh_host *host;
  rh_call call;
  int lines_left;
};

static void on_debug(void *user, jv message) {
  struct debugging *debugging = user;
  char text[1000];
  if (debugging->lines_left > 0 && measure(message, sizeof text) == MEASURE_FITS) {
    debugging->lines_left--;
    jv_dump_string_trunc(jv_copy(message), text, sizeof text);
    debugging->host->log(debugging->host, debugging->call, RH_LOG_DEBUG, (rh_string){ text, strlen(text) });
  }
  jv_free(message);
}

static void refuse_stopped(struct refusal *refusal, enum stop stop) {
  if (stop == STOP_LATE) {
    refusal_set(refusal, RH_AGENT_ERROR, "out_of_time",
                "the program had not ended shortly before its deadline, and was stopped; give the call a longer timeout, "
                "or let the program do less");
  } else {
    refusal_set(refusal, RH_CANCELLED, "cancelled", "nobody waits for the results any more: the program was stopped");
  }
}

/* Takes one result after the other, up to the end that jq tells, which is the caller's to free. False: the refusal says
 * why there are no more. */
static bool collect(rh_agent *agent, struct program *program, struct answer *answer, jv *end, struct refusal *refusal) {
  while (true) {
    jv result = jq_next(program->state);
    if (!jv_is_valid(result)) {
      *end = result;
      return true;
    }
    if (!answer_add(answer, result, refusal)) return false;
    if (agent->host->cancelled(agent->host, answer->call)) {
      refuse_stopped(refusal, STOP_CANCELLED);
      return false;
    }
  }
}

/* The end of a program, which it consumes: true if all results are there. */
static bool is_good_end(struct program *program, jv end, struct refusal *refusal) {
  bool is_raised = jv_invalid_has_msg(jv_copy(end));
  jv message = jv_invalid_get_msg(end);
  if (!is_raised && jq_halted(program->state)) {
    /* "halt" is an end like any other, "halt_error" tells something. */
    jv_free(message);
    message = jq_get_error_message(program->state);
    is_raised = jv_is_valid(message);
  }
  if (is_raised) {
    refusal_raised(refusal, message);
  } else {
    jv_free(message);
  }
  return !is_raised;
}

/* One that was stopped was so between two instructions, and beginning anew lets go of all that it had. One that has
 * halted by itself would free the message of "halt_error" again at each new beginning. */
static void put_back(rh_agent *agent, struct program *program, bool was_stopped) {
  if (!was_stopped && jq_halted(program->state)) {
    program_free(program);
  } else {
    program_reset(program);
    shelf_put(&agent->shelf, program);
  }
}

/* Runs the program, and puts it back. */
static rh_status run(rh_agent *agent, struct program *program, const struct question *question, struct answer *answer,
                     struct run *this_run) {
  struct refusal refusal;
  struct debugging debugging = { agent->host, answer->call, .lines_left = 16 };
  jv end = jv_invalid();
  jq_set_debug_cb(program->state, on_debug, &debugging);
  jq_start(program->state, program_input(program, question), 0);
  bool is_whole = runs_watch(&agent->runs, this_run, program->state) &&
                  collect(agent, program, answer, &end, &refusal);
  enum stop stop = runs_end(&agent->runs, this_run);
  if (stop == STOP_NONE) {
    is_whole = is_whole && is_good_end(program, end, &refusal);
  } else {
    is_whole = false;
    jv_free(end);
    refuse_stopped(&refusal, stop);
  }
  put_back(agent, program, stop != STOP_NONE);
  return is_whole ? answer_complete(answer) : refusal_tell(&refusal, agent->host, answer->call);
}

/* NULL: the refusal says why. */
static struct program *program_for(rh_agent *agent, rh_call call, const struct question *question,
                                   struct refusal *refusal) {
  struct source source;
  /* Compiling cannot be stopped, so it is not begun for nobody. */
  if (agent->host->cancelled(agent->host, call)) {
    refuse_stopped(refusal, STOP_CANCELLED);
    return NULL;
  }
  if (source_make(&source, question) == NULL) {
    refusal_set(refusal, RH_OVERLOADED, "no_memory", "there is no memory for the program; try again later");
    return NULL;
  }
  struct program *program = shelf_take(&agent->shelf, &source);
  if (program == NULL) return program_compile(&source, refusal);
  free(source.text);
  return program;
}

static bool is_streamed(const rh_request *request) {
  /* A host older than the field wants none: R1. */
  return request->struct_size >= offsetof(rh_request, wants_chunks) + sizeof request->wants_chunks &&
         request->wants_chunks != 0;
}

static rh_status answer_question(rh_agent *agent, rh_call call, const rh_request *request,
                                 const struct question *question) {
  struct refusal refusal;
  struct run this_run;
  struct answer answer = {
    .host = agent->host,
    .call = call,
    .limits = &agent->limits,
    .is_raw = question->is_raw,
    .is_streamed = is_streamed(request),
  };
  runs_begin(&agent->runs, &this_run, call, agent->host->now(agent->host), request->deadline_ns);
  struct program *program = program_for(agent, call, question, &refusal);
  if (program == NULL) {
    runs_end(&agent->runs, &this_run);
    return refusal_tell(&refusal, agent->host, call);
  }
  rh_status status = run(agent, program, question, &answer, &this_run);
  answer_free(&answer);
  return status;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  static const char name[] = "data.jq";
  struct refusal refusal;
  struct question question;
  if (request->capability.size != strlen(name) || memcmp(request->capability.data, name, strlen(name)) != 0) {
    refusal_set(&refusal, RH_UNKNOWN_CAPABILITY, "unknown", "ask for data.jq");
    return refusal_tell(&refusal, agent->host, call);
  }
  if (!question_read(&question, request->payload, agent->limits.filter_bytes, &refusal)) {
    return refusal_tell(&refusal, agent->host, call);
  }
  rh_status status = answer_question(agent, call, request, &question);
  question_free(&question);
  return status;
}

static void cancel(rh_agent *agent, rh_call call) { runs_cancel(&agent->runs, call); }

/* The library of regular expressions makes itself ready at its first use, and not for several threads at once. */
static void prepare_expressions(void) {
  jq_state *state = jq_init();
  if (state == NULL) return;
  if (jq_compile(state, "test(\"\")")) {
    jq_start(state, jv_string(""), 0);
    jv_free(jq_next(state));
  }
  jq_teardown(&state);
}

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  struct limits limits;
  pthread_once(&once, prepare_expressions);
  if (!limits_read(&limits, config, error)) return RH_BAD_REQUEST;
  rh_agent *agent = malloc(sizeof *agent);
  if (agent == NULL) {
    snprintf(error->message, error->message_capacity, "no memory for data.jq");
    return RH_OVERLOADED;
  }
  agent->host = host;
  agent->limits = limits;
  if (!runs_init(&agent->runs)) {
    snprintf(error->message, error->message_capacity, "no thread for data.jq; see the limits of its worker");
    free(agent);
    return RH_OVERLOADED;
  }
  shelf_init(&agent->shelf, limits.programs);
  *out = agent;
  return RH_OK;
}

static void destroy(rh_agent *agent) {
  runs_destroy(&agent->runs);
  shelf_destroy(&agent->shelf);
  free(agent);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin,
  .abi_minor = RH_ABI_MINOR,
  .create = create,
  .destroy = destroy,
  .invoke = invoke,
  .cancel = cancel,
};

RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
