import Foundation
import Glibc

/// A file system of a few bytes in memory, unmounted with the test; only root may mount one.
final class TinyDisk: Sendable {
  let path: String

  static let canMount: Bool = {
    let folder = TemporaryFolder()
    guard mount("tmpfs", folder.path, "tmpfs", 0, "size=64k") == 0 else { return false }
    umount2(folder.path, 2)
    return true
  }()

  init(_ path: String, bytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(bytes)") == 0 else { throw CannotMount() }
  }

  deinit { umount2(path, 2) }

  func makeReadOnly() throws {
    guard mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0 else {
      throw CannotMount()
    }
  }

  /// Leaves no room at all.
  func fill() {
    let descriptor = open(path + "/ballast", O_WRONLY | O_CREAT, 0o600)
    let page = [UInt8](repeating: 0, count: 4096)
    while write(descriptor, page, page.count) > 0 {}
    close(descriptor)
  }

  struct CannotMount: Error {}
}
