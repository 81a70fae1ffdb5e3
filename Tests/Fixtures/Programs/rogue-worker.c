/* Takes a worker's place: gets its order and says that it is ready as a worker does, and then writes into the shared
 * memory and the socket whatever its seed says, between answers that are as they should be. The configuration of its
 * agent has the seed, and in "ways" one letter for each kind of nonsense that it may talk; see `act`. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/futex.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The region: a page of lines of 64 bytes, the ring to the worker, the ring to the host. */
enum { control = 3, line_size = 64, head_room = 4096, most_texts = 4096 };
enum { to_worker_tail = 1, to_worker_head, to_host_tail, to_host_head, worker_bell, host_bell };
enum { filler = 0, invoke = 1, answer = 4, health = 5, destroy = 6, load_state = 9 };
enum { complete = 16, chunk, log_line, metric, misbehaved, reply, state_get = 24, state_commit, call, announce, withdraw };
enum { flag_large = 1, flag_rich = 2, flag_wants_chunks = 4 };

typedef struct head {
  uint32_t lines;
  uint16_t kind, flags;
  uint64_t call;
  uint32_t payload, texts;
  int32_t status;
  uint32_t number;
  uint64_t first, second, third, fourth;
} head;
_Static_assert(sizeof(head) == line_size, "a head is a line");

static char *region;
static uint32_t capacity, read_at, write_at;
static int event;
static uint64_t noise, tokens[64], token_count;
static char ways[32] = "abcdefghijklmnop";

static uint64_t any(void) {
  noise ^= noise << 13, noise ^= noise >> 7, noise ^= noise << 17;
  return noise;
}
static uint64_t below(uint64_t limit) { return any() % limit; }

static _Atomic uint32_t *word(int line, int place) { return (_Atomic uint32_t *)(region + line * line_size) + place; }
static char *frames(int to_host) { return region + head_room + (to_host ? (size_t)capacity * line_size : 0); }

static void ring_bell(void) {
  uint64_t one = 1;
  ++*word(host_bell, 1);
  syscall(SYS_futex, word(host_bell, 1), FUTEX_WAKE, 8, NULL, NULL, 0);
  *word(host_bell, 0) = 0;
  if (write(event, &one, sizeof one) < 0) return;
}

/* Writes one frame as a worker would, whatever its head says beside its lines; waits for room, but not for ever. */
static void put(head h, const void *body, uint32_t size) {
  uint32_t lines = (line_size + size + line_size - 1) / line_size, rest = capacity - (write_at & (capacity - 1));
  uint32_t needed = lines <= rest ? lines : rest + lines;
  for (int tries = 0; capacity - (write_at - *word(to_host_head, 0)) < needed; tries++) {
    if (tries > 2000 || needed > capacity) return;
    ring_bell();
    usleep(50);
  }
  if (lines > rest) {
    head end = {.lines = rest, .kind = filler};
    memcpy(frames(1) + (size_t)(write_at & (capacity - 1)) * line_size, &end, sizeof end);
    write_at += rest;
  }
  char *start = frames(1) + (size_t)(write_at & (capacity - 1)) * line_size;
  if (h.lines == 0) h.lines = lines;
  memcpy(start, &h, sizeof h);
  if (size) memcpy(start + sizeof h, body, size);
  write_at += lines;
  *word(to_host_tail, 0) = write_at;
}

static void send_descriptors(const int *numbers, int count, size_t bytes) {
  char mark[256] = {1}, room[CMSG_SPACE(64 * sizeof(int))] = {0};
  struct iovec part = {mark, bytes};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (count) {
    message.msg_control = room;
    message.msg_controllen = CMSG_SPACE((size_t)count * sizeof(int));
    struct cmsghdr *one = CMSG_FIRSTHDR(&message);
    one->cmsg_level = SOL_SOCKET, one->cmsg_type = SCM_RIGHTS, one->cmsg_len = CMSG_LEN((size_t)count * sizeof(int));
    memcpy(CMSG_DATA(one), numbers, (size_t)count * sizeof(int));
  }
  sendmsg(control, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* A call that the host has made lately, or nearly. */
static uint64_t some_token(void) {
  uint64_t token = token_count ? tokens[below(token_count < 64 ? token_count : 64)] : any();
  switch (below(8)) {
    case 0: return token + (below(16) << 16);
    case 1: return token ^ (1ull << below(64));
    case 2: return any();
    case 3: return below(4);
    default: return token;
  }
}

static uint32_t make_texts(char *into) {
  uint32_t size = 0;
  for (uint64_t count = below(9); count > 0; count--) {
    uint32_t length = (uint32_t)below(200);
    uint32_t told = below(6) ? length : (uint32_t)any();
    memcpy(into + size, &told, 4);
    for (uint32_t i = 0; i < length; i++) into[size + 4 + i] = (char)(below(3) ? 'a' + below(26) : any());
    size += 4 + length;
  }
  return size;
}

static head some_head(void) {
  static const uint16_t kinds[] = {complete, chunk, log_line, metric, misbehaved, reply,
                                   state_get, state_commit, call, announce, withdraw};
  head h = {.kind = below(12) ? kinds[below(sizeof kinds / 2)] : (uint16_t)any(), .call = some_token()};
  h.flags = below(3) ? 0 : (uint16_t)(any() & 63 & (below(8) ? ~flag_large : ~0));
  h.status = below(2) ? 0 : (int32_t)below(40) - 20;
  h.number = below(2) ? (uint32_t)below(4) : (uint32_t)any();
  h.first = below(2) ? some_token() : any();
  h.second = any(), h.third = any(), h.fourth = any();
  return h;
}

static void put_nonsense(head h) {
  static char body[most_texts + 4096];
  uint32_t payload = (uint32_t)below(2048);
  for (uint32_t i = 0; i < payload; i++) body[i] = (char)any();
  uint32_t texts = make_texts(body + payload);
  h.payload = payload, h.texts = texts;
  if (h.flags & flag_large) h.payload = (uint32_t)below(1 << 20), payload = 0;
  put(h, body, payload + texts);
}

/* As a worker would, but for `flips` bits of the head. */
static void answer_call(const head *asked, int flips) {
  head h = {.kind = complete, .call = asked->call, .payload = asked->flags & flag_large ? 0 : asked->payload};
  if (asked->kind != invoke) h = (head){.kind = reply, .call = asked->call};
  char *body = (char *)asked + sizeof h;
  h.lines = (line_size + h.payload + line_size - 1) / line_size;
  uint32_t size = h.payload;
  for (int i = 0; i < flips; i++) ((uint8_t *)&h)[below(sizeof h)] ^= (uint8_t)(1u << below(8));
  put(h, body, size);
}

static void serve(int flips) {
  int count = 0;
  while (read_at != *word(to_worker_tail, 0) && count++ < 64) {
    head *at = (head *)(frames(0) + (size_t)(read_at & (capacity - 1)) * line_size);
    int long_payload = at->flags & flag_large;
    if (long_payload) {
      char room[CMSG_SPACE(sizeof(int))], mark;
      struct iovec part = {&mark, 1};
      struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
      if (recvmsg(control, &message, MSG_DONTWAIT) == 1 && CMSG_FIRSTHDR(&message)) {
        int number;
        memcpy(&number, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof number);
        close(number);
      }
    }
    if (at->kind == invoke) tokens[token_count++ % 64] = at->call;
    if (at->kind == invoke && at->flags & flag_wants_chunks) {
      for (uint64_t i = below(400); i > 0; i--) {
        head h = {.kind = chunk, .call = at->call, .payload = (uint32_t)below(2000)};
        put(h, region, h.payload);
      }
    }
    if (at->kind == invoke || (at->kind >= health && at->kind <= load_state)) answer_call(at, flips);
    read_at += at->lines;
    *word(to_worker_head, 0) = read_at;
  }
  if (count) ring_bell();
}

static int some_descriptor(void) {
  int pair[2];
  switch (below(8)) {
    case 0: return open("/", O_RDONLY | O_CLOEXEC);
    case 1: return open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    case 2: return open("/dev/zero", O_RDONLY | O_CLOEXEC);
    case 3:
      if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return -1;
      close(pair[1]);
      return pair[0];
    case 4: return eventfd(1, EFD_CLOEXEC);
    default: {
      int memory = memfd_create("rogue", MFD_CLOEXEC);
      if (ftruncate(memory, (off_t)below(1 << 20)) != 0) return memory;
      return memory;
    }
  }
}

static void send_memory(void) {
  int numbers[32], count = below(4) ? 1 : (int)below(32);
  for (int i = 0; i < count; i++) numbers[i] = some_descriptor();
  send_descriptors(numbers, count, below(8) ? 1 : below(200));
  head h = some_head();
  h.kind = below(2) ? complete : chunk, h.flags |= flag_large, h.payload = (uint32_t)below(1 << 20), h.texts = 0;
  if (below(4)) put(h, NULL, 0);
  if (count && below(4) == 0 && ftruncate(numbers[0], 0) != 0) count += 0;
  for (int i = 0; i < count; i++) if (numbers[i] >= 0) close(numbers[i]);
}

static void break_ring(void) {
  head h = some_head();
  switch (below(6)) {
    case 0: h.lines = (uint32_t)any(); break;
    case 1: *word(to_host_tail, 0) = (uint32_t)any(); break;
    case 2: *word(to_worker_head, 0) = (uint32_t)any(); break;
    case 3: *word(to_host_tail, 0) = write_at + (uint32_t)below(capacity); break;
    case 4: h.payload = (uint32_t)any(); break;
    default: *word(to_host_head, 0) = (uint32_t)any(); break;
  }
  put(h, NULL, 0);
  ring_bell();
}

static void leave_child(void) {
  if (fork() != 0) _exit(0);
  for (int i = 0; i < 2000; i++) put_nonsense(some_head()), ring_bell();
  _exit(0);
}

/* One piece of nonsense. Whether something is rare is written here, so that a process says much before it is ended. */
static void act(void) {
  char way = ways[below(strlen(ways))];
  int rarely = below(64) == 0;
  switch (way) {
    case 'a': put_nonsense(some_head()); break;
    case 'b': if (rarely) serve(1 + (int)below(3)); break;
    case 'c': for (uint64_t i = below(2000); i > 0; i--) put((head){.kind = log_line, .texts = 5}, "flood", 5); break;
    case 'd': for (uint64_t i = below(200); i > 0; i--) put_nonsense((head){.kind = chunk, .call = some_token()}); break;
    case 'e': if (below(4) == 0) send_memory(); break;
    case 'f': if (rarely) break_ring(); break;
    case 'g': *word(below(2) ? host_bell : worker_bell, (int)below(3)) = (uint32_t)(below(2) ? below(3) : any()); break;
    case 'h': if (rarely) usleep((useconds_t)below(50000)); break;
    case 'i': if (rarely) _exit((int)below(3)); break;
    case 'j': if (rarely) abort(); break;
    case 'k': if (rarely && below(4) == 0) leave_child(); break;
    case 'l': for (uint64_t i = below(100); i > 0; i--) put_nonsense((head){.kind = (uint16_t)(state_get + below(5)), .call = i}); break;
    case 'm': for (int i = 0; i < 300; i++) put((head){.kind = complete, .call = some_token()}, NULL, 0); break;
    case 'n': if (rarely && below(8) == 0) kill(getpid(), SIGSTOP); break;
    case 'o': for (uint64_t i = below(100); i > 0; i--) dprintf(1, "nonsense %d%s", (int)i, below(2) ? "\n" : "\x00\xff"); break;
    case 'p': for (uint64_t i = 0; i < 64; i++) *(uint32_t *)(frames((int)below(2)) + 4 * below(capacity * 16ull)) = (uint32_t)any(); break;
  }
}

static int receive_order(void) {
  char room[CMSG_SPACE(32 * sizeof(int))], mark;
  struct iovec part = {&mark, 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
  if (recvmsg(control, &message, MSG_CMSG_CLOEXEC) != 1) return -1;
  int numbers[3];
  memcpy(numbers, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof numbers);
  static char text[1 << 16];
  if (pread(numbers[0], text, sizeof text - 1, 0) <= 0) return -1;
  const char *place = strstr(text, "\"capacity\":");
  capacity = place ? (uint32_t)atoi(place + 11) : 0;
  place = strstr(text, "seed\\\":");
  noise = place ? strtoull(place + 7, NULL, 10) : 0;
  place = strstr(text, "ways\\\":\\\"");
  if (place) sscanf(place + 9, "%31[a-z]", ways);
  event = numbers[2];
  size_t size = head_room + 2 * (size_t)capacity * line_size;
  region = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, numbers[1], 0);
  return region == MAP_FAILED ? -1 : 0;
}

int main(void) {
  static const char ready[] = "{\"reportsHealth\":false,\"handsOverState\":false,\"library\":\"\",\"gaps\":[]}";
  if (receive_order() != 0) return 1;
  /* Each process of a run says something else. */
  noise = (noise + 1) * 0x9E3779B97F4A7C15u ^ ((uint64_t)getpid() << 20);
  for (int i = 0; i < 8; i++) any();
  *word(worker_bell, 0) = 0;
  if (send(control, ready, sizeof ready - 1, MSG_NOSIGNAL) < 0) return 1;
  for (int turn = 0;; turn++) {
    struct pollfd entry = {control, POLLRDHUP, 0};
    if (turn % 64 == 0 && poll(&entry, 1, 0) > 0) return 0;
    serve(0);
    /* For a while it behaves, so that calls are made at all. */
    if (turn % 1024 < 400) ring_bell(), usleep(20);
    else if (below(3) == 0) act(), ring_bell();
    if (below(8) == 0) usleep((useconds_t)below(300));
  }
}
