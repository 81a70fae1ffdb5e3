import Foundation
import Glibc
import Testing

/// What a manifest permits, tried by an agent under a real host; the same attempts in the host's own process, where all
/// of them go through, show that they are some.
@Suite("What an agent in a worker can reach")
struct SandboxTests {
  @Test(.timeLimit(.minutes(2)), arguments: OrdinaryUser.both)
  func `Nothing was granted: no file, no socket, no program, no other process`(_ user: uid_t?) throws {
    let room = try Room(user, permissions: "{}")
    let process = room.host.program.id
    let attempts = [
      "read:/etc/passwd", "read:/proc/\(process)/environ", "read:\(room.inner)/file", "list:/", "list:/proc",
      "list:\(room.inner)", "write:\(room.inner)/file", "mkdir:\(room.inner)/made", "tcp:\(room.near.port)", "udp",
      "unix", "netlink", "bind", "fork", "execute:/bin/true", "kill:\(process)", "readmemory:\(process)",
      "kcmp:\(process)", "affinity:\(process)",
    ]
    for attempt in attempts {
      let answer = try room.worker(attempt)
      #expect([EPERM, EACCES].map(String.init).contains(answer), "\(attempt): \(answer)")
    }
    for attempt in attempts { #expect(try room.host(attempt) == "0", "\(attempt) in the host") }
    #expect(try room.worker("constructor") == "\(EACCES)", "the library's constructor read a file")
    #expect(room.host.stop().status == 0)
  }

  @Test(.timeLimit(.minutes(2)), arguments: OrdinaryUser.both)
  func `One folder and one port were granted: these and no others`(_ user: uid_t?) throws {
    let (near, inner) = (try Listener(), try Room.folder(user))
    let permissions = #"{"read": ["\#(inner)"], "connect": [\#(near.port)]}"#
    let room = try Room(user, permissions: permissions, near: near, inner: inner)
    for attempt in ["read:\(inner)/file", "list:\(inner)", "tcp:\(near.port)"] {
      #expect(try room.worker(attempt) == "0", "\(attempt)")
    }
    let others = [
      "write:\(inner)/file", "unlink:\(inner)/file", "read:\(room.outer)/file", "list:\(room.outer)",
      "read:/etc/passwd", "tcp:\(room.far.port)", "tcp:\(room.host.port)", "bind", "udp", "unix", "fork",
      "execute:/bin/true", "kill:\(room.host.program.id)",
    ]
    for attempt in others {
      let answer = try room.worker(attempt)
      #expect([EPERM, EACCES].map(String.init).contains(answer), "\(attempt): \(answer)")
    }
    for attempt in others.reversed() { #expect(try room.host(attempt) == "0", "\(attempt) in the host") }
    #expect(room.host.stop().status == 0)
  }

  /// A host with one agent twice, in a worker and in the host, and what they are to reach for.
  private struct Room {
    let host: RunningHost
    let near: Listener
    let far: Listener
    let inner: String
    let outer: String

    init(_ user: uid_t?, permissions: String, near: Listener? = nil, inner: String? = nil) throws {
      self.near = try near ?? Listener()
      far = try Listener()
      self.inner = try inner ?? Self.folder(user)
      outer = try Self.folder(user)
      let agents = try House.folder("tempted")
      try Bundle.fixture(
        "attempts", as: "try.worker", in: agents, timeout: "5s",
        more: #""tier": "worker", "permissions": \#(permissions),"#)
      try Bundle.fixture("attempts", as: "try.host", in: agents, timeout: "5s")
      host = try RunningHost(configuration: "{}", user: user, agents: agents)
    }

    /// With a file in it that everybody may read and its user may write.
    static func folder(_ user: uid_t?) throws -> String {
      let folder = try House.folder("reach", of: user)
      try "a secret".write(toFile: folder + "/file", atomically: false, encoding: .utf8)
      if let user { chown(folder + "/file", user, user) }
      return folder
    }

    func worker(_ attempt: String) throws -> String { try host.call("try.worker", attempt).body }
    func host(_ attempt: String) throws -> String { try host.call("try.host", attempt).body }
  }
}
