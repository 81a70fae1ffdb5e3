internal import CPlatform
internal import FixtureBuilder
internal import Glibc

/// `coldstart` and `rss`: the program itself with a hundred agents, from its start until it is ready, and what it takes
/// when it has come to rest.
enum StartBenchmarks {
  private static let rounds = 9
  private static let port: UInt16 = 18_433

  static func run() throws -> [Measurement] {
    let folder = try TemporaryFolder()
    try LoadBenchmarks.fill(folder.path, 100)
    let program = try installed()
    var (times, sizes): ([Double], [Double]) = ([], [])
    for _ in 0..<rounds {
      let state = try TemporaryFolder()
      let start = platform_now()
      let process = try BackgroundProcess([
        "sh", "-c", "exec \"$@\" >/dev/null 2>&1", "sh", "env", "-i", "HOME=\(state.path)", "ROUNDHOUSE_IMAGES=128",
        program.path + "/bin/roundhouse", "serve", "--log", "error", "--agents", folder.path, "--listen",
        "127.0.0.1:\(port)", "--state", state.path,
      ])
      try waitUntilReady(since: start)
      times.append(Double(platform_now() - start) / 1000)
      usleep(1_000_000)
      sizes.append(try residentKilobytes(process.id) / 1024)
    }
    times.sort()
    sizes.sort()
    let middle = rounds / 2
    let start = Measurement(
      bench: "coldstart", system: "roundhouse", p50: times[middle], p99: times[rounds - 1],
      operations: 1e6 / times[middle], notes: "process start to the first good /readyz; 100 libraries", count: rounds)
    // Its time says how long it has been at rest.
    var size = Measurement(
      bench: "rss", system: "roundhouse", p50: 1e6, p99: 1e6, operations: 1, notes: "the same host, one second later",
      count: rounds)
    size.extra = [("mebibytes", sizes[middle])]
    return [start, size]
  }

  /// The program in a place of its own, so that it finds no other agents than those it is given.
  private static func installed() throws -> TemporaryFolder {
    let source = FixtureBuilder.products + "/roundhouse"
    guard access(source, X_OK) == 0 else { throw FixtureError("\(source) is not built: swift build -c release") }
    let folder = try TemporaryFolder()
    mkdir(folder.path + "/bin", 0o755)
    try TemporaryFolder.write(TemporaryFolder.read(source), to: folder.path + "/bin/roundhouse")
    chmod(folder.path + "/bin/roundhouse", 0o755)
    return folder
  }

  private static func waitUntilReady(since start: UInt64) throws {
    while !isReady() {
      guard platform_now() - start < 30_000_000_000 else { throw FixtureError("the host does not become ready") }
      usleep(500)
    }
  }

  /// One request on a connection of its own.
  private static func isReady() -> Bool {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(connection) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        connect(connection, __CONST_SOCKADDR_ARG(__sockaddr__: $0.baseAddress!), size) == 0
      }
    }
    guard isOpen else { return false }
    let request = "GET /readyz HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n"
    guard write(connection, request, request.utf8.count) > 0 else { return false }
    // The first bytes are enough: they hold the status.
    var answer = [UInt8](repeating: 0, count: 256)
    let count = read(connection, &answer, answer.count)
    return count > 12 && answer[9..<12].elementsEqual("200".utf8)
  }

  private static func residentKilobytes(_ process: pid_t) throws -> Double {
    let line = try Command.run(["grep", "VmRSS", "/proc/\(process)/status"]).output
    guard let size = Double(line.filter(\.isNumber)) else {
      throw FixtureError("the host has ended")
    }
    return size
  }
}
