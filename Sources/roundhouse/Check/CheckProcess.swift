internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// The process of its own in which one test is made: whatever the agent does, it does it there.
struct CheckProcess: ~Copyable {
  /// Where the child writes what it sees.
  static let reportDescriptor: Int32 = 3

  private let process: pid_t
  private let report: Int32

  deinit { close(report) }

  /// Starts this program a second time.
  /// - Parameter words: the hidden command and its arguments.
  init(_ words: [String]) throws(RoundhouseError) {
    var ends: [Int32] = [0, 0]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { throw Self.failure(errno) }
    defer { close(ends[1]) }
    do throws(RoundhouseError) {
      process = try Self.spawn([Binary.path] + words, ends[1])
    } catch {
      close(ends[0])
      throw error
    }
    report = ends[0]
  }

  /// Hands on what the child tells until it ends or the time is over; then nothing of it is left.
  consuming func end(by deadline: Nanoseconds, _ take: (ArraySlice<UInt8>) -> Void) -> ProcessEnd {
    let isInTime = read(until: deadline, take)
    if !isInTime { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return isInTime ? ProcessEnd(status) : .overdue
  }

  private borrowing func read(until deadline: Nanoseconds, _ take: (ArraySlice<UInt8>) -> Void) -> Bool {
    var room = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let now = platform_now()
      guard now < deadline else { return false }
      var entry = pollfd(fd: report, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, Int32(clamping: (deadline - now) / 1_000_000 + 1)) > 0 else { continue }
      let count = Glibc.read(report, &room, room.count)
      if count == 0 { return true }
      if count > 0 { take(room[..<count]) } else if errno != EINTR { return true }
    }
  }

  private static func spawn(_ words: [String], _ report: Int32) throws(RoundhouseError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    // What the agent prints is told by the test that listens for it, and must not mix with the report.
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, report, reportDescriptor)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var surroundings = environment.map { strdup($0) } + [nil]
    defer { for variable in surroundings { free(variable) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, words[0], &actions, nil, &arguments, &surroundings)
    guard error == 0 else { throw failure(error) }
    return process
  }

  /// This process' own, but a crash is told by `check` itself, in one line.
  private static var environment: [String] {
    var variables: [String] = []
    var next = Glibc.environ
    while let entry = next.pointee {
      variables.append(String(cString: entry))
      next += 1
    }
    return variables.filter { !$0.hasPrefix("SWIFT_BACKTRACE=") } + ["SWIFT_BACKTRACE=enable=no"]
  }

  private static func failure(_ number: Int32) -> RoundhouseError {
    RoundhouseError(
      .internal, "cannot start a process for the check", remedy: "raise the limit of processes (ulimit -u)",
      cause: String(cString: strerror(number)))
  }
}
