internal import CPlatform
internal import Glibc
package import RoundhouseModel

/// What a process uses at one moment, from `/proc`: how the host watches limits that no control group keeps.
package struct ProcessSample: Sendable, Equatable {
  /// Bytes of memory that are really there, shared ones included.
  package var memory: UInt64
  /// Of all its threads so far.
  package var cpu: Nanoseconds
  package var threads: Int

  package init(memory: UInt64, cpu: Nanoseconds, threads: Int) {
    self.memory = memory
    self.cpu = cpu
    self.threads = threads
  }

  /// - Returns: nil if the process has ended, reaped or not, or cannot be seen.
  package static func read(_ process: Int32) -> ProcessSample? { read("/proc/\(process)/stat") }

  /// Whether one of its threads runs or wants to.
  static func isRunnable(_ process: Int32) -> Bool {
    let folder = "/proc/\(process)/task"
    guard let stream = opendir(folder) else { return false }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let thread = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if let stat = line("\(folder)/\(thread)/stat"), Self.state(in: stat) == "R" { return true }
    }
    return false
  }

  private static func state(in stat: String) -> Character? {
    stat.lastIndex(of: ")").flatMap { stat[stat.index(after: $0)...].first { !$0.isWhitespace } }
  }

  /// Of the calling process, whose number need not be that by which `/proc` knows it.
  static var ofThisProcess: ProcessSample? { read("/proc/self/stat") }

  private static func read(_ path: String) -> ProcessSample? { line(path).flatMap { ProcessSample(stat: $0) } }

  private static func line(_ path: String) -> String? {
    let file = platform_open(path, O_RDONLY, 0)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1_024)
    let count = Self.fill(&bytes, from: file)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }

  /// Reads the line of `/proc/N/stat`.
  init?(stat: String) {
    // The name before it stands in parentheses and may hold anything, even parentheses.
    guard let end = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[stat.index(after: end)...].split(whereSeparator: \.isWhitespace)
    // The first of these is the line's third field, the state; Z and X have ended.
    guard let state = fields.first, state != "Z", state != "X" else { return nil }
    func field(_ number: Int) -> UInt64? { number - 3 < fields.count ? UInt64(fields[number - 3]) : nil }
    guard let user = field(14), let system = field(15), let threads = field(20), let pages = field(24) else {
      return nil
    }
    let tick = 1_000_000_000 / UInt64(max(1, sysconf(Int32(_SC_CLK_TCK))))
    self.init(
      memory: pages * UInt64(sysconf(Int32(_SC_PAGESIZE))), cpu: (user + system) * tick, threads: Int(threads))
  }

  private static func fill(_ bytes: inout [UInt8], from file: Int32) -> Int {
    bytes.withUnsafeMutableBytes { CPlatform.read(file, $0.baseAddress!, $0.count) }
  }
}
