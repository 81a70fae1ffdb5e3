/* SPDX-License-Identifier: Apache-2.0 */
#include "refusal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "measure.h"

/* What is raised may be as large as memory, and a message tells the beginning. */
enum { LONGEST_RAISED = 64 << 10 };

/* A text is cut between two characters, because a message is UTF-8. */
static void cut(struct refusal *refusal, int size) {
  static const char more[] = "…";
  if (size <= REFUSAL_LONGEST_MESSAGE) return;
  size_t end = REFUSAL_LONGEST_MESSAGE - sizeof more;
  while (end > 0 && ((unsigned char)refusal->message[end] & 0xC0) == 0x80) end--;
  memcpy(refusal->message + end, more, sizeof more);
}

void refusal_set(struct refusal *refusal, rh_status status, const char *code, const char *format, ...) {
  refusal->status = status;
  refusal->code = code;
  va_list arguments;
  va_start(arguments, format);
  cut(refusal, vsnprintf(refusal->message, sizeof refusal->message, format, arguments));
  va_end(arguments);
}

void refusal_raised(struct refusal *refusal, jv value) {
  if (jv_get_kind(value) == JV_KIND_STRING) {
    refusal_set(refusal, RH_AGENT_ERROR, "jq_error", "%s", jv_string_value(value));
    jv_free(value);
  } else if (measure(value, LONGEST_RAISED) != MEASURE_FITS) {
    refusal_set(refusal, RH_AGENT_ERROR, "jq_error",
                "the program raised a value that is too large to be told; raise less");
    jv_free(value);
  } else {
    jv text = jv_dump_string(value, 0);
    refusal_set(refusal, RH_AGENT_ERROR, "jq_error", "%s", jv_string_value(text));
    jv_free(text);
  }
}

rh_status refusal_tell(const struct refusal *refusal, const rh_host *host, rh_call call) {
  rh_reply reply = {
    .struct_size = sizeof reply,
    .status = refusal->status,
    .error_code = { refusal->code, strlen(refusal->code) },
    .message = { refusal->message, strlen(refusal->message) },
  };
  return host->complete(host, call, &reply);
}
