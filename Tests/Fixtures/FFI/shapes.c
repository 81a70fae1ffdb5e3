/* SPDX-License-Identifier: Apache-2.0 — structs, enums */
#include "fixture.h"

typedef struct { double x, y; } point;
typedef struct { point low, high; } box;
typedef struct { float ratio; int32_t count; } small;               /* both in one register */
typedef struct { uint8_t tag; double weight; int16_t code; } mixed; /* in memory, with holes */
typedef struct { const char *name; char nick[8]; double scores[3]; uint8_t id[4]; int32_t color; } person;

API point add(point a, point b) { return (point){a.x + b.x, a.y + b.y}; }
API small twice_small(small s) { return (small){s.ratio * 2, s.count * 2}; }
API mixed next_mixed(mixed m) { return (mixed){(uint8_t)(m.tag + 1), m.weight + 0.5, (int16_t)(m.code - 1)}; }
API double area(box b) { return (b.high.x - b.low.x) * (b.high.y - b.low.y); }
API double area_at(const box *b) { return b ? area(*b) : -1; }
API box make_box(point low, point high) { return (box){low, high}; }
API void make_box_at(point low, point high, box *out) { *out = (box){low, high}; }
API void shift(point *p, double by) { p->x += by; p->y += by; }
API const point *origin(int32_t exists) { static const point o = {0, 0}; return exists ? &o : NULL; }
API person older(person p) {
  for (int i = 0; i < 3; i++) p.scores[i] += 1;
  p.id[0]++;
  p.nick[0] = p.nick[0] ? 'X' : 0;
  if (p.name == NULL) memset(p.nick, 'z', sizeof p.nick); /* no NUL at its end */
  return p;
}

enum { red, green, blue = 7 };
API int32_t next_color(int32_t color) { return color == red ? green : color == green ? blue : 99; }
API void next_color_out(int32_t color, int32_t *out) { *out = next_color(color); }
API int8_t narrow(int8_t level) { return level; }
