/* SPDX-License-Identifier: Apache-2.0
 * A filter sees its input and its arguments. What jq has beyond that are files and the process, so those words are given
 * another meaning in front of the filter. "import" and "include" are not understood behind a definition: no module is
 * looked for. All of it stands in the filter's first line, so that the lines which jq names are the filter's own.
 */
#include <stdlib.h>
#include <string.h>

#include "program.h"

static const char definitions[] =
    "def env: {}; def get_search_list: []; def modulemeta: error(\"there are no modules here\"); def stderr: debug; ";

/* A growing text. */
struct text {
  char *bytes;
  size_t size, room;
};

static void append(struct text *text, const char *bytes, size_t size) {
  if (text->bytes == NULL) return;
  if (text->size + size >= text->room) {
    text->room = 2 * text->room + size;
    char *larger = realloc(text->bytes, text->room);
    if (larger == NULL) free(text->bytes);
    text->bytes = larger;
    if (larger == NULL) return;
  }
  memcpy(text->bytes + text->size, bytes, size);
  text->size += size;
  text->bytes[text->size] = 0;
}

static void append_text(struct text *text, const char *bytes) { append(text, bytes, strlen(bytes)); }

/* Arguments come with the input, not as constants of the program: one program serves all their values. */
static void append_bindings(struct text *text, jv arguments) {
  jv names = jv_keys(jv_copy(arguments));
  jv_array_foreach(names, place, name) {
    append_text(text, ".arguments.");
    append_text(text, jv_string_value(name));
    append_text(text, " as $");
    append_text(text, jv_string_value(name));
    append_text(text, " | ");
    jv_free(name);
  }
  jv_free(names);
  append_text(text, "{} as $ENV | {positional: [], named: .arguments} as $ARGS | .input | ");
}

char *source_make(struct source *source, const struct question *question) {
  struct text text = { .bytes = malloc(512), .room = 512 };
  const char *filter = jv_string_value(question->filter);
  append_text(&text, definitions);
  /* Not always: behind "|" something must follow, and a filter may be empty or have definitions only. */
  source->has_bindings = jv_object_length(jv_copy(question->arguments)) > 0 || strstr(filter, "ENV") != NULL ||
                         strstr(filter, "ARGS") != NULL;
  if (source->has_bindings) append_bindings(&text, question->arguments);
  source->prelude = text.size;
  append_text(&text, filter);
  source->text = text.bytes;
  source->size = text.size;
  return source->text;
}
