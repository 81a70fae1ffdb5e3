/* Writes over its parent's memory: by process_vm_writev at what /proc says or its own addresses, and by /proc/…/mem. */
#include "../hostile.h"

#include <sys/uio.h>

static int overwrite(pid_t parent, uintptr_t address) {
  static char noise[4096];
  struct iovec here = {noise, sizeof noise}, there = {(void *)address, sizeof noise};
  return process_vm_writev(parent, &here, 1, &there, 1, 0) > 0;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  deeds deeds = {""};
  char path[64], line[512], rights[8];
  unsigned long start, hits = 0;
  pid_t parent = getppid();
  snprintf(path, sizeof path, "/proc/%d/maps", parent);
  FILE *maps = fopen(path, "r");
  while (maps && fgets(line, sizeof line, maps)) {
    if (sscanf(line, "%lx-%*x %7s", &start, rights) == 2 && rights[1] == 'w') hits += (unsigned)overwrite(parent, start);
  }
  hits += (unsigned)overwrite(parent, (uintptr_t)request->payload.data & ~(uintptr_t)4095);
  snprintf(path, sizeof path, "/proc/%d/mem", parent);
  if (maps) reached(&deeds, "the map of its parent's memory");
  if (hits > 0) reached(&deeds, "its parent's memory");
  if (open(path, O_RDWR) >= 0) reached(&deeds, "its parent's memory as a file");
  return confess(agent->host, call, &deeds);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
