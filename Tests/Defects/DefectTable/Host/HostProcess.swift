internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// `roundhouse serve` as a child that cannot harm this machine: a user of its own where that is possible, limits on
/// processes, memory, files and core files, a session of its own, and an end with its parent.
final class HostProcess {
  private static let programs = ["setpriv", "prlimit"]
  private static let environment = ["PATH=/usr/bin:/bin", "LANG=C", "DEFECTS_SECRET=nobody may know"]

  let id: pid_t
  private(set) var end: ProcessEnd?
  private(set) var port: UInt16 = 0

  /// Starts it and waits until it answers. The thread that does this has to outlive it: the kernel ends it with that.
  init(_ program: HostProgram, _ room: HostRoom, user: uid_t?) throws(RoundhouseError) {
    id = try Self.spawn(Self.arguments(program, room, user), room)
    let isReady = Patience.wait(.seconds(30)) { access(room.ready, R_OK) == 0 || look() != nil }
    guard isReady, end == nil, let port = TextFile.read(room.ready)?.split(separator: ":").last,
      let number = UInt16(port.filter(\.isNumber))
    else {
      kill()
      throw RoundhouseError(
        .unreachable, "the host under test did not start", remedy: "run `roundhouse serve` by hand",
        cause: (TextFile.read(room.log) ?? "") + (TextFile.read(room.report) ?? ""))
    }
    self.port = number
  }

  deinit { if end == nil { kill() } }

  private static func arguments(_ program: HostProgram, _ room: HostRoom, _ user: uid_t?) -> [String] {
    // A user who has other processes needs room for those too.
    let processes = user == nil ? 4096 : 512
    let limits = ["--nproc=\(processes):\(processes)", "--data=3221225472", "--core=0:0", "--fsize=536870912"]
    let privileges = user.map { ["--reuid", "\($0)", "--regid", "\($0)", "--clear-groups"] } ?? []
    return ["setpriv"] + privileges + ["--pdeathsig", "KILL", "prlimit"] + limits + [
      program.path, "serve", "--agents", room.agents, "--config", room.configuration, "--state", room.state,
      "--listen", "127.0.0.1:0", "--ready-file", room.ready, "--log-format", "json", "--grace", "2s",
    ]
  }

  private static func spawn(_ arguments: [String], _ room: HostRoom) throws(RoundhouseError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSID))
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, room.report, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, room.log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    // Whatever else this process has open is none of a hostile host's business.
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    posix_spawn_file_actions_addchdir_np(&actions, room.home)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = (environment + ["HOME=\(room.home)"]).map { strdup($0) } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var child = pid_t()
    let failure = posix_spawnp(&child, arguments[0], &actions, &attributes, &words, &variables)
    guard failure == 0 else {
      throw RoundhouseError(
        .unreachable, "\(arguments[0]) cannot be started", remedy: "install util-linux: \(programs) are needed",
        cause: String(cString: strerror(failure)))
    }
    return child
  }

  /// Whether it has ended, and how; nil while it lives.
  @discardableResult func look() -> ProcessEnd? {
    var word: Int32 = 0
    if end == nil, waitpid(id, &word, WNOHANG) == id { end = ProcessEnd(word: word) }
    return end
  }

  /// Asks it to end.
  /// - Returns: whether it did so by itself in time; it is gone in any case.
  func stop(patience: Nanoseconds) -> Bool {
    Glibc.kill(id, SIGTERM)
    if Patience.wait(patience, { look() != nil }) { return true }
    kill()
    return false
  }

  private func kill() {
    Glibc.kill(id, SIGKILL)
    _ = Patience.wait(.seconds(10)) { look() != nil }
  }
}
