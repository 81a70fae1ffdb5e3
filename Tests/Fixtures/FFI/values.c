/* SPDX-License-Identifier: Apache-2.0 — numbers, texts, buffers */
#include "fixture.h"

atomic_long fixture_live;
API int64_t live(void) { return atomic_load(&fixture_live); }
API void release(void *p) {
  if (p) atomic_fetch_sub(&fixture_live, 1);
  free(p);
}

#define ECHO(name, type) \
  API type echo_##name(type x) { return x; } \
  API void copy_##name(type x, type *out) { *out = x; } \
  API type read_##name(const type *x) { return x ? *x : 0; } \
  API void twice_##name(type *x) { *x = (type)(*x + *x); }
ECHO(i8, int8_t) ECHO(i16, int16_t) ECHO(i32, int32_t) ECHO(i64, int64_t)
ECHO(u8, uint8_t) ECHO(u16, uint16_t) ECHO(u32, uint32_t) ECHO(u64, uint64_t)
ECHO(f32, float) ECHO(f64, double) ECHO(size, size_t)
API bool echo_bool(bool x) { return x; }
API bool opposite(bool x) { return !x; }
API void copy_bool(bool x, bool *out) { *out = x; }
API void nothing(void) {}

/* Twelve arguments: more than there are registers for. */
API double many(int8_t a, double b, int16_t c, float d, int32_t e, double f, int64_t g, float h, uint8_t i, double j,
                uint64_t k, double l) {
  return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6 + (double)g * 7 + h * 8 + i * 9 + j * 10 + (double)k * 11 + l * 12;
}

API double sum_of(int32_t count, ...) {
  va_list list;
  va_start(list, count);
  double sum = 0;
  for (int32_t i = 0; i < count; i++) sum += va_arg(list, double);
  va_end(list);
  return sum;
}

API const char *greeting(void) { return "grüß Gott"; }
API const char *no_text(void) { return NULL; }
API const char *broken_text(void) { return "a\xFF"; }
API size_t length_of(const char *text) { return text ? strlen(text) : 999; }
API size_t length_told(const char *text, size_t size) { return text ? size * 1000 + strlen(text) : 999; }
API char *duplicate(const char *text) {
  char *copy = fixture_alloc(strlen(text) + 1);
  return strcpy(copy, text);
}
API void duplicate_out(const char *text, char **out) { *out = text[0] ? duplicate(text) : NULL; }
API void upper(const char *text, char *out, size_t room) {
  size_t i = 0;
  for (; text[i] && i + 1 < room; i++) out[i] = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 32) : text[i];
  out[i] = 0;
}
API void shout(char *text) {
  for (; *text; text++) *text = *text >= 'a' && *text <= 'z' ? (char)(*text - 32) : *text;
}
API void fill(char *out, size_t room) { memset(out, 'x', room); }
/* As snprintf does: returns what it would have needed. */
API int32_t repeat(char *out, size_t room, int32_t times) {
  for (int32_t i = 0; i < times && (size_t)i + 1 < room; i++) out[i] = 'r';
  if (room) out[(size_t)times < room ? (size_t)times : room - 1] = 0;
  return times;
}

API uint32_t sum_bytes(const uint8_t *data, size_t size) {
  uint32_t sum = data ? 0 : 4711;
  for (size_t i = 0; data && i < size; i++) sum += data[i];
  return sum;
}
API void reverse(const uint8_t *data, size_t size, uint8_t *out) {
  for (size_t i = 0; i < size; i++) out[i] = data[size - 1 - i];
}
API void mask(uint8_t *data, size_t size, uint8_t key) {
  for (size_t i = 0; i < size; i++) data[i] ^= key;
}
API size_t bound(size_t size) { return size * 2; }
/* Writes every byte twice; *size is the room, then what was written. */
API int32_t stretch(const uint8_t *data, size_t count, uint8_t *out, size_t *size) {
  if (*size < count * 2) return -5;
  for (size_t i = 0; i < count; i++) out[2 * i] = out[2 * i + 1] = data[i];
  *size = count * 2;
  return 0;
}
API void boast(uint8_t *out, size_t *size) { memset(out, 1, *size); *size += 100; }
API void boast_negative(uint8_t *out, int32_t *size) { (void)out; *size = -3; }
API int32_t make_bytes(uint32_t count, uint8_t **out, uint32_t *size) {
  if (count > 1000) return -1;
  *out = count ? fixture_alloc(count) : NULL;
  for (uint32_t i = 0; i < count; i++) (*out)[i] = (uint8_t)i;
  *size = count;
  return 0;
}
API uint8_t *made(uint32_t count, size_t *size) {
  uint8_t *bytes = fixture_alloc(count);
  memset(bytes, 7, count);
  *size = count;
  return bytes;
}
API const uint8_t *digest(void) { static const uint8_t bytes[4] = {1, 2, 3, 4}; return bytes; }
API void lent(const uint8_t **out) { *out = digest(); }
API int32_t key_first(const uint8_t key[4]) { return key[0] + key[3]; }

API double mean(const double *values, int32_t count) {
  double sum = 0;
  for (int32_t i = 0; i < count; i++) sum += values[i];
  return count ? sum / count : 0;
}
API void squares(const int32_t *values, int64_t *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = (int64_t)values[i] * values[i];
}
API double dot(const float *a, const float *b, uint8_t count) {
  double sum = 0;
  for (uint8_t i = 0; i < count; i++) sum += (double)a[i] * (double)b[i];
  return sum;
}
