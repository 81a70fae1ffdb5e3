#include "include/sharing.h"

_Thread_local int platform_thread_patience_word __attribute__((tls_model("initial-exec")));

enum { most = 32 };

int platform_send(int socket, const void *bytes, size_t size, const int *descriptors, size_t count) {
  union {
    struct cmsghdr head;
    char room[CMSG_SPACE(most * sizeof(int))];
  } control = {0};
  if (count > most) return EINVAL;
  struct iovec part = {(void *)bytes, size};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (count) {
    message.msg_control = control.room;
    message.msg_controllen = CMSG_SPACE(count * sizeof(int));
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(head), descriptors, count * sizeof(int));
  }
  ssize_t sent;
  do sent = sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent < 0 ? errno : (size_t)sent == size ? 0 : EMSGSIZE;
}

ssize_t platform_receive(int socket, void *bytes, size_t size, int *descriptors, size_t *count, int flags) {
  union {
    struct cmsghdr head;
    char room[CMSG_SPACE(most * sizeof(int))];
  } control = {0};
  struct iovec part = {bytes, size};
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
  size_t room = *count, taken = 0;
  *count = 0;
  ssize_t got;
  do got = recvmsg(socket, &message, flags | MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got < 0) return -1;
  int excess = (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0;
  for (struct cmsghdr *head = CMSG_FIRSTHDR(&message); head; head = CMSG_NXTHDR(&message, head)) {
    if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
    size_t here = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < here; i++) {
      int number;
      memcpy(&number, CMSG_DATA(head) + i * sizeof number, sizeof number);
      if (descriptors && taken < room) {
        descriptors[taken++] = number;
      } else {
        close(number);
        excess = 1;
      }
    }
  }
  if (!excess) {
    *count = taken;
    return got;
  }
  for (size_t i = 0; i < taken; i++) close(descriptors[i]);
  errno = EMSGSIZE;
  return -1;
}
