/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"

#include <stdlib.h>
#include <string.h>

/* What the compiler says, as it comes. */
struct complaint {
  const struct source *source;
  jv text;
};

/* Takes out what the filter's author has not written. */
static jv without_prelude(jv message, const struct source *source) {
  jv prelude = jv_string_sized(source->text, (int)source->prelude);
  jv parts = jv_string_split(message, prelude);
  jv joined = jv_string("");
  jv_array_foreach(parts, place, part) joined = jv_string_concat(joined, part);
  jv_free(parts);
  return joined;
}

/* Several lines, the last of which only counts the others. */
static void on_complaint(void *user, jv message) {
  struct complaint *complaint = user;
  static const char start[] = "jq: error: ";
  const char *words = jv_get_kind(message) == JV_KIND_STRING ? jv_string_value(message) : "";
  if (strncmp(words, start, strlen(start)) == 0) {
    jv text = without_prelude(jv_string(words + strlen(start)), complaint->source);
    const char *all = jv_string_value(text);
    size_t size = strlen(all);
    /* jq fills the line up with spaces to the place at which it stopped. */
    while (size > 0 && (all[size - 1] == ' ' || all[size - 1] == '\n')) size--;
    if (jv_string_length_bytes(jv_copy(complaint->text)) > 0) {
      complaint->text = jv_string_append_str(complaint->text, "\n");
    }
    complaint->text = jv_string_append_buf(complaint->text, all, (int)size);
    jv_free(text);
  }
  jv_free(message);
}

static jv no_input(jq_state *state, void *user) {
  (void)state, (void)user;
  return jv_invalid_with_msg(jv_string("there is no further input; send what is needed in \"arguments\""));
}

static void ignore(void *user, jv message) {
  (void)user;
  jv_free(message);
}

static int compile(jq_state *state, const struct source *source, struct refusal *refusal) {
  struct complaint complaint = { .source = source, .text = jv_string("") };
  jq_set_error_cb(state, on_complaint, &complaint);
  jq_set_debug_cb(state, ignore, NULL);
  /* Without one "input" calls what happens to lie in memory. */
  jq_set_input_cb(state, no_input, NULL);
  jq_set_attr(state, jv_string("JQ_LIBRARY_PATH"), jv_array());
  int is_compiled = jq_compile(state, source->text);
  jq_set_error_cb(state, ignore, NULL);
  if (!is_compiled) {
    refusal_set(refusal, RH_BAD_REQUEST, "bad_filter", "the filter does not compile: %s",
                jv_string_value(complaint.text));
  }
  jv_free(complaint.text);
  return is_compiled;
}

struct program *program_compile(struct source *source, struct refusal *refusal) {
  struct program *program = malloc(sizeof *program);
  jq_state *state = jq_init();
  if (program == NULL || state == NULL) {
    refusal_set(refusal, RH_OVERLOADED, "no_memory", "there is no memory for the program; try again later");
  } else if (compile(state, source, refusal)) {
    *program = (struct program){ .source = *source, .state = state };
    return program;
  }
  if (state != NULL) jq_teardown(&state);
  free(program);
  free(source->text);
  return NULL;
}

jv program_input(const struct program *program, const struct question *question) {
  jv input = jv_copy(question->input);
  if (!program->source.has_bindings) return input;
  jv both = jv_object_set(jv_object(), jv_string("input"), input);
  return jv_object_set(both, jv_string("arguments"), jv_copy(question->arguments));
}

void program_reset(struct program *program) {
  jq_set_debug_cb(program->state, ignore, NULL);
  jq_start(program->state, jv_null(), 0);
}

void program_free(struct program *program) {
  jq_teardown(&program->state);
  free(program->source.text);
  free(program);
}
