/* Talks to whom it likes: the payload is the host's own port, which it connects to; it listens, sends and binds too. */
#include "../hostile.h"

#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  deeds deeds = {""};
  struct sockaddr_in near = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(text_of(request->payload).at)),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct sockaddr_in any = {.sin_family = AF_INET};
  struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "\0left-by-a-defect"};
  int tcp = socket(AF_INET, SOCK_STREAM, 0), listener = socket(AF_INET, SOCK_STREAM, 0);
  int udp = socket(AF_INET, SOCK_DGRAM, 0), local = socket(AF_UNIX, SOCK_STREAM, 0);
  if (connect(tcp, (void *)&near, sizeof near) == 0) reached(&deeds, "the host's own port");
  if (bind(listener, (void *)&any, sizeof any) == 0 && listen(listener, 1) == 0) reached(&deeds, "a port of its own");
  near.sin_port = htons(9);
  if (sendto(udp, "x", 1, 0, (void *)&near, sizeof near) == 1) reached(&deeds, "others by UDP");
  if (bind(local, (void *)&name, offsetof(struct sockaddr_un, sun_path) + 17) == 0) reached(&deeds, "an abstract name");
  if (socket(AF_NETLINK, SOCK_RAW, 0) >= 0) reached(&deeds, "netlink");
  return confess(agent->host, call, &deeds);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
