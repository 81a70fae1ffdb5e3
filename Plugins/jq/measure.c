/* SPDX-License-Identifier: Apache-2.0 */
#include "measure.h"

static enum measure walk(jv value, int depth, int64_t *room);

static enum measure walk_array(jv value, int depth, int64_t *room) {
  enum measure found = MEASURE_FITS;
  int count = jv_array_length(jv_copy(value));
  for (int place = 0; found == MEASURE_FITS && place < count; place++) {
    jv element = jv_array_get(jv_copy(value), place);
    *room -= 1;
    found = walk(element, depth, room);
    jv_free(element);
  }
  return found;
}

static enum measure walk_object(jv value, int depth, int64_t *room) {
  enum measure found = MEASURE_FITS;
  int place = jv_object_iter(value);
  for (; found == MEASURE_FITS && jv_object_iter_valid(value, place); place = jv_object_iter_next(value, place)) {
    jv member = jv_object_iter_value(value, place);
    *room -= 4 + jv_string_length_bytes(jv_object_iter_key(value, place));
    found = walk(member, depth, room);
    jv_free(member);
  }
  return found;
}

static enum measure walk(jv value, int depth, int64_t *room) {
  enum measure found = MEASURE_FITS;
  if (depth > DEEPEST_VALUE) return MEASURE_TOO_DEEP;
  *room -= 1;
  switch (jv_get_kind(value)) {
    case JV_KIND_STRING: *room -= 1 + jv_string_length_bytes(jv_copy(value)); break;
    case JV_KIND_ARRAY: found = walk_array(value, depth + 1, room); break;
    case JV_KIND_OBJECT: found = walk_object(value, depth + 1, room); break;
    default: break;
  }
  return found == MEASURE_FITS && *room < 0 ? MEASURE_TOO_LONG : found;
}

enum measure measure(jv value, int64_t bytes) {
  int64_t room = bytes;
  return walk(value, 0, &room);
}
