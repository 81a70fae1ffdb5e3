/* SPDX-License-Identifier: Apache-2.0 */
#include "answer.h"

#include <stdlib.h>
#include <string.h>

#include "measure.h"

static const char begin[] = "{\"results\":[";
static const char end[] = "]}";

static bool append(struct answer *answer, const char *bytes, size_t size, struct refusal *refusal) {
  if (answer->size + size > answer->room) {
    size_t room = 2 * answer->room + size + 256;
    char *larger = realloc(answer->bytes, room);
    if (larger == NULL) {
      refusal_set(refusal, RH_OVERLOADED, "no_memory", "there is no memory for the results; ask for fewer");
      return false;
    }
    answer->bytes = larger;
    answer->room = room;
  }
  memcpy(answer->bytes + answer->size, bytes, size);
  answer->size += size;
  return true;
}

static void refuse_long(const struct answer *answer, struct refusal *refusal) {
  refusal_set(refusal, RH_AGENT_ERROR, "too_long_results",
              "%s more than %d bytes, which \"resultBytes\" of the agent's configuration allows; select less%s",
              answer->is_streamed ? "a result has" : "the results have", answer->limits->result_bytes,
              answer->is_streamed ? "" : ", or read them as a stream");
}

/* Found out before it is written: what is too long may be as long as memory, what is too deep is no JSON then. */
static bool is_writable(const struct answer *answer, jv result, struct refusal *refusal) {
  switch (measure(result, answer->limits->result_bytes - (int64_t)answer->size)) {
    case MEASURE_FITS: return true;
    case MEASURE_TOO_LONG: refuse_long(answer, refusal); break;
    case MEASURE_TOO_DEEP:
      refusal_set(refusal, RH_AGENT_ERROR, "too_deep_result",
                  "a result is nested more than %d deep, which jq does not write as JSON; flatten it", DEEPEST_VALUE);
      break;
  }
  return false;
}

/* As it stands in the array of results: with "raw" as a text, a string as it is and anything else as its JSON. */
static jv element(const struct answer *answer, jv result) {
  jv text = jv_get_kind(result) == JV_KIND_STRING && answer->is_raw ? result : jv_dump_string(result, 0);
  return answer->is_raw ? jv_dump_string(text, 0) : text;
}

/* A piece of the joined answer, at once to whoever reads a stream. */
static bool put(struct answer *answer, const char *bytes, size_t size, struct refusal *refusal) {
  if (!answer->is_streamed) return append(answer, bytes, size, refusal);
  rh_status status = answer->host->emit_wait(answer->host, answer->call, (rh_bytes){ bytes, size });
  if (status == RH_OK) return true;
  refusal_set(refusal, RH_CANCELLED, "cancelled", "nobody reads the results any more (status %d)", (int)status);
  return false;
}

static bool join(struct answer *answer, jv text, struct refusal *refusal) {
  jv piece = jv_string(answer->results == 0 ? begin : ",");
  piece = jv_string_concat(piece, text);
  bool is_put = put(answer, jv_string_value(piece), (size_t)jv_string_length_bytes(jv_copy(piece)), refusal);
  jv_free(piece);
  return is_put;
}

bool answer_add(struct answer *answer, jv result, struct refusal *refusal) {
  if (!answer->is_streamed && answer->results == answer->limits->results) {
    refusal_set(refusal, RH_AGENT_ERROR, "too_many_results",
                "there are more than %d results, which \"results\" of the agent's configuration allows; take some with "
                "limit(…; …), or read them as a stream", answer->limits->results);
  } else if (is_writable(answer, result, refusal)) {
    if (!join(answer, element(answer, result), refusal)) return false;
    answer->results++;
    /* Escapes and spaces make it longer than it was measured. */
    if (answer->size <= (size_t)answer->limits->result_bytes) return true;
    refuse_long(answer, refusal);
    return false;
  }
  jv_free(result);
  return false;
}

rh_status answer_complete(struct answer *answer) {
  struct refusal refusal;
  rh_reply reply = { .struct_size = sizeof reply };
  /* Of a stream only the end is left. */
  bool is_whole = (answer->results != 0 || append(answer, begin, sizeof begin - 1, &refusal)) &&
                  append(answer, end, sizeof end - 1, &refusal);
  if (!is_whole) return refusal_tell(&refusal, answer->host, answer->call);
  reply.payload = (rh_bytes){ answer->bytes, answer->size };
  return answer->host->complete(answer->host, answer->call, &reply);
}

void answer_free(struct answer *answer) { free(answer->bytes); }
