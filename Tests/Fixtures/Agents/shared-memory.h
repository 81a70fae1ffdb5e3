/* What a hostile agent finds of the memory that it shares with others: the ring and the arena of a worker. */
#ifndef FIXTURE_SHARED_MEMORY_H
#define FIXTURE_SHARED_MEMORY_H

#include "hostile.h"

typedef struct region { char *start; size_t size; } region;

/* Whether a page is there and may be written: the kernel says so without a signal. */
static inline int is_writable(char *page) {
  int ends[2], is = 0;
  if (pipe(ends) != 0) return 0;
  if (write(ends[1], page, 1) == 1) is = read(ends[0], page, 1) == 1;
  close(ends[0]);
  close(ends[1]);
  return is;
}

/* The mapping around an address that is known to be shared, for when /proc cannot be read. */
static inline size_t region_around(const void *known, region *regions) {
  char *first = (char *)((uintptr_t)known & ~(uintptr_t)4095), *end = first;
  if (!known || !is_writable(first)) return 0;
  while (first - 4096 > (char *)65536 && end - first < (64 << 20) && is_writable(first - 4096)) first -= 4096;
  while (end - first < (128 << 20) && is_writable(end)) end += 4096;
  regions[0] = (region){first, (size_t)(end - first)};
  return 1;
}

/* Whether a page belongs to a shared mapping that can be written: only those can be mapped a second time like this. */
static inline int is_shared(char *page) {
  void *alias = mremap(page, 0, 4096, MREMAP_MAYMOVE);
  if (alias == MAP_FAILED) return 0;
  munmap(alias, 4096);
  return is_writable(page);
}

/* The same by trying addresses near the libraries, where the kernel puts what it maps. */
static inline size_t regions_by_trying(region *regions, size_t most) {
  static const uintptr_t step = 64 << 10, reach = (uintptr_t)2 << 30;
  uintptr_t middle = (uintptr_t)&getpid & ~(step - 1), end = 0;
  size_t count = 0;
  for (uintptr_t at = middle - reach; at < middle + reach && count < most; at += step) {
    if (at < end || !is_shared((char *)at)) continue;
    uintptr_t first = at;
    for (end = at + 4096; is_shared((char *)end);) end += 4096;
    while (is_shared((char *)first - 4096)) first -= 4096;
    regions[count++] = (region){(char *)first, end - first};
  }
  return count;
}

/* Every shared mapping that can be written, from /proc/self/maps; where that cannot be read, by trying; and if that finds
 * none, what lies around the request's payload. */
static inline size_t shared_regions(const rh_request *request, region *regions, size_t most) {
  char line[512], rights[8];
  unsigned long start, end;
  size_t count = 0;
  FILE *maps = fopen("/proc/self/maps", "r");
  if (!maps) count = regions_by_trying(regions, most);
  if (!maps) return count > 0 ? count : region_around(request->payload.data, regions);
  while (count < most && fgets(line, sizeof line, maps)) {
    if (sscanf(line, "%lx-%lx %7s", &start, &end, rights) != 3 || rights[1] != 'w' || rights[3] != 's') continue;
    regions[count++] = (region){(char *)start, end - start};
  }
  fclose(maps);
  return count;
}

#endif
