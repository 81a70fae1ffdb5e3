import CPlatform
import Glibc

@testable import RoundhouseDiscovery

/// A folder of one test, removed with all that is in it.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/rh-discovery-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "no temporary folder")
    path = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
  }

  deinit { Self.remove(path) }

  func at(_ name: String) -> String { "\(path)/\(name)" }

  @discardableResult
  func folder(_ name: String, mode: mode_t = 0o755) -> String {
    var made = path
    for part in name.split(separator: "/") {
      made += "/\(part)"
      mkdir(made, 0o755)
    }
    chmod(made, mode)
    return made
  }

  @discardableResult
  func write(_ name: String, _ text: String, mode: mode_t = 0o644) -> String {
    write(name, bytes: Array(text.utf8), mode: mode)
  }

  @discardableResult
  func write(_ name: String, bytes: [UInt8], mode: mode_t = 0o644) -> String {
    if let slash = name.lastIndex(of: "/") { folder(String(name[..<slash])) }
    let file = at(name)
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    precondition(descriptor >= 0, "cannot write \(file)")
    precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    chmod(file, mode)
    return file
  }

  /// Puts an agent there the way installers do: the library first, the manifest by a rename.
  func drop(_ folder: String, id: String, extra: String = "", library: String = "libx.so") {
    write("\(folder)/\(library)", "no library, and nobody loads it")
    write("\(folder)/.new", Sample.manifest(id: id, extra: extra))
    rename(at("\(folder)/.new"), at("\(folder)/agent.json"))
  }

  /// Removes a folder with all that is in it, or a file.
  static func remove(_ path: String) {
    nftw(path, { path, _, _, _ in Glibc.remove(path!) }, 16, Int32(FTW_DEPTH | FTW_PHYS))
  }
}
