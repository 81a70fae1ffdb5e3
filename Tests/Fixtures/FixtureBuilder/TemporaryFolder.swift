internal import Glibc

/// A folder for one test, removed with all that is in it when the test lets go of it.
package final class TemporaryFolder: Sendable {
  package let path: String

  /// - Parameter base: where it is made; nil for where the system keeps what is temporary, which may be no disk.
  package init(in base: String? = nil) throws {
    let base = base ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var pattern = Array("\(base)/roundhouse-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&pattern) else { throw FixtureError("no temporary folder in \(base)") }
    // Loaders and openat2 tell real paths, so the tests begin with one.
    guard let real = realpath(made, nil) else { throw FixtureError("no real path of \(String(cString: made))") }
    defer { free(real) }
    path = String(cString: real)
  }

  deinit { TemporaryFolder.remove(path) }

  /// Writes a file, at once or not at all: under another name first, then renamed.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    let draft = path + ".draft"
    guard let file = fopen(draft, "wb") else { throw FixtureError("cannot write \(draft)") }
    let count = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, count == bytes.count, rename(draft, path) == 0 else {
      throw FixtureError("cannot write \(path)")
    }
  }

  /// Reads a whole file.
  package static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw FixtureError("cannot read \(path)") }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    var bytes = [UInt8](repeating: 0, count: max(0, size))
    guard fread(&bytes, 1, size, file) == size else { throw FixtureError("cannot read \(path)") }
    return bytes
  }

  /// Removes a folder with all that is in it.
  static func remove(_ path: String) {
    let visit: __nftw_func_t = { name, _, _, _ in name.map { Glibc.remove($0) } ?? 0 }
    _ = nftw(path, visit, 16, Int32(FTW_DEPTH | FTW_PHYS))
  }
}
