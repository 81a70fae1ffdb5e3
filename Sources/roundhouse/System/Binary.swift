internal import Glibc
internal import RoundhouseModel

/// Where this program's own file is, and what was installed or built around it.
enum Binary {
  /// The absolute path of the running program.
  static var path: String {
    var room = [UInt8](repeating: 0, count: 4_096)
    let count = room.withUnsafeMutableBytes { readlink("/proc/self/exe", $0.baseAddress!, $0.count) }
    return count > 0 ? String(decoding: room[..<count], as: UTF8.self) : CommandLine.arguments[0]
  }

  /// The folder `sdk`: `ROUNDHOUSE_SDK`, the installed one, or that of the source tree the program was built in.
  static func sdk() throws(RoundhouseError) -> String {
    if let given = Terminal.variable("ROUNDHOUSE_SDK") {
      guard isSDK(given) else {
        throw missing("ROUNDHOUSE_SDK is \(given), but there is no c/include/roundhouse.h in it")
      }
      return given
    }
    let folder = parent(path)
    var candidates = [parent(folder) + "/share/roundhouse/sdk"]
    var above = folder
    while above != "/", above != "" {
      above = parent(above)
      candidates.append((above == "/" ? "" : above) + "/sdk")
    }
    guard let found = candidates.first(where: isSDK) else { throw missing("the SDK is not beside \(path)") }
    return found
  }

  private static func isSDK(_ folder: String) -> Bool {
    Files.kind(folder + "/c/include/roundhouse.h") == .file && Files.kind(folder + "/templates") == .folder
  }

  static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func missing(_ message: String) -> RoundhouseError {
    RoundhouseError(
      .badRequest, message,
      remedy: "install it with `make install`, or set ROUNDHOUSE_SDK to the folder `sdk` of the sources")
  }
}
