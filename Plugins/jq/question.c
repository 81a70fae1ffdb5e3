/* SPDX-License-Identifier: Apache-2.0 */
#include "question.h"

#include <limits.h>
#include <string.h>

#include "refusal.h"

#define EXPECTED \
  "send {\"filter\": \"a jq program\", \"input\": any JSON, \"arguments\": {\"name\": any JSON}, \"raw\": false}"

/* jq keeps these words for itself, so "$if" would be a syntax error in a place that its author has not written. */
static const char *const reserved[] = { "ENV",   "ARGS", "__loc__", "and",     "as",   "catch",  "def",    "elif",
                                        "else",  "end",  "foreach", "if",      "import", "include", "label", "module",
                                        "or",    "reduce", "then",  "try",     "__prog_args" };

static bool is_name(const char *text, int size) {
  static const char letters[] = "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  if (size == 0 || strchr(letters, text[0]) == NULL) return false;
  for (int place = 0; place < size; place++) {
    bool is_digit = text[place] >= '0' && text[place] <= '9';
    if (text[place] == 0 || (!is_digit && strchr(letters, text[place]) == NULL)) return false;
  }
  for (size_t place = 0; place < sizeof reserved / sizeof reserved[0]; place++) {
    if (strcmp(text, reserved[place]) == 0) return false;
  }
  return true;
}

static bool has_names_only(jv arguments, struct refusal *refusal) {
  bool is_good = true;
  jv_object_keys_foreach(arguments, key) {
    if (is_good && !is_name(jv_string_value(key), jv_string_length_bytes(jv_copy(key)))) {
      refusal_set(refusal, RH_SCHEMA_FAILED, "bad_name",
                  "\"arguments\" has \"%s\", which no variable of jq can be called; take letters, digits and _",
                  jv_string_value(key));
      is_good = false;
    }
    jv_free(key);
  }
  return is_good;
}

static bool take_member(struct question *question, const char *key, jv value) {
  if (strcmp(key, "filter") == 0 && jv_get_kind(value) == JV_KIND_STRING) {
    question->filter = value;
  } else if (strcmp(key, "input") == 0) {
    jv_free(question->input);
    question->input = value;
  } else if (strcmp(key, "arguments") == 0 && jv_get_kind(value) == JV_KIND_OBJECT) {
    jv_free(question->arguments);
    question->arguments = value;
  } else if (strcmp(key, "raw") == 0 && (jv_get_kind(value) == JV_KIND_TRUE || jv_get_kind(value) == JV_KIND_FALSE)) {
    question->is_raw = jv_get_kind(value) == JV_KIND_TRUE;
    jv_free(value);
  } else {
    jv_free(value);
    return false;
  }
  return true;
}

static bool take_members(struct question *question, jv payload, struct refusal *refusal) {
  bool is_good = true;
  jv_object_foreach(payload, key, value) {
    if (!take_member(question, jv_string_value(key), value) && is_good) {
      refusal_set(refusal, RH_SCHEMA_FAILED, "bad_member", "\"%s\" is not known or of the wrong type; " EXPECTED,
                  jv_string_value(key));
      is_good = false;
    }
    jv_free(key);
  }
  return is_good;
}

static bool has_good_filter(const struct question *question, int longest, struct refusal *refusal) {
  if (!jv_is_valid(question->filter)) {
    refusal_set(refusal, RH_SCHEMA_FAILED, "no_filter", "there is no \"filter\"; " EXPECTED);
    return false;
  }
  int size = jv_string_length_bytes(jv_copy(question->filter));
  if (size > longest) {
    refusal_set(refusal, RH_BAD_REQUEST, "too_long_filter",
                "the filter has %d bytes, and \"filterBytes\" of the agent's configuration allows %d", size, longest);
    return false;
  }
  if (strlen(jv_string_value(question->filter)) != (size_t)size) {
    refusal_set(refusal, RH_BAD_REQUEST, "bad_filter", "the filter has a NUL in it; within its strings write \\u0000");
    return false;
  }
  return true;
}

/* What is wrong with the payload's text, told by what the parser gave behind its first value. Consumes that. */
static void refuse_text(struct refusal *refusal, jv rest) {
  static const char format[] = "the payload is not one JSON value: %s; " EXPECTED;
  if (jv_is_valid(rest)) {
    refusal_set(refusal, RH_BAD_REQUEST, "no_json", format, "there are several");
    jv_free(rest);
    return;
  }
  jv message = jv_invalid_get_msg(rest);
  bool is_told = jv_get_kind(message) == JV_KIND_STRING;
  refusal_set(refusal, RH_BAD_REQUEST, "no_json", format, is_told ? jv_string_value(message) : "there is none");
  jv_free(message);
}

/* The one JSON value of a payload; an invalid one, and the refusal says why. */
static jv parsed(rh_bytes payload, struct refusal *refusal) {
  if (payload.size > INT_MAX) {
    refusal_set(refusal, RH_BAD_REQUEST, "too_long", "the payload is longer than jq can read; send less");
    return jv_invalid();
  }
  /* Not jv_parse_sized, which would put the whole payload into its message. */
  jv_parser *parser = jv_parser_new(0);
  jv_parser_set_buf(parser, payload.size > 0 ? payload.data : "", (int)payload.size, 0);
  jv value = jv_parser_next(parser);
  jv rest = jv_is_valid(value) ? jv_parser_next(parser) : jv_copy(value);
  jv_parser_free(parser);
  if (jv_is_valid(value) && !jv_is_valid(rest) && !jv_invalid_has_msg(jv_copy(rest))) {
    jv_free(rest);
    return value;
  }
  refuse_text(refusal, rest);
  jv_free(value);
  return jv_invalid();
}

bool question_read(struct question *question, rh_bytes payload, int longest_filter, struct refusal *refusal) {
  jv value = parsed(payload, refusal);
  if (!jv_is_valid(value)) {
    jv_free(value);
    return false;
  }
  if (jv_get_kind(value) != JV_KIND_OBJECT) {
    refusal_set(refusal, RH_SCHEMA_FAILED, "no_object", "the payload is no object; " EXPECTED);
    jv_free(value);
    return false;
  }
  *question = (struct question){ .filter = jv_invalid(), .input = jv_null(), .arguments = jv_object() };
  bool is_good = take_members(question, value, refusal) && has_good_filter(question, longest_filter, refusal) &&
                 has_names_only(question->arguments, refusal);
  jv_free(value);
  if (!is_good) question_free(question);
  return is_good;
}

void question_free(struct question *question) {
  jv_free(question->filter);
  jv_free(question->input);
  jv_free(question->arguments);
}
