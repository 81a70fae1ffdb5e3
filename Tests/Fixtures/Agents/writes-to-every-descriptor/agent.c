/* Writes bytes without meaning to every descriptor of its process: logs, files, sockets, counters of events. */
#include "../hostile.h"

#include <sys/socket.h>

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  char noise[4096];
  for (size_t i = 0; i < sizeof noise; i++) noise[i] = (char)(rand() >> 7);
  for (int descriptor = 0; descriptor < 1024; descriptor++) {
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0) continue;
    fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
    static const size_t sizes[] = {1, 8, 16, 64, 4096};
    for (int i = 0; i < 200; i++) {
      size_t size = sizes[i % 5];
      if (send(descriptor, noise, size, MSG_DONTWAIT | MSG_NOSIGNAL) < 0 && errno == ENOTSOCK) {
        if (write(descriptor, noise, size) < 0) break;
      }
    }
  }
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
