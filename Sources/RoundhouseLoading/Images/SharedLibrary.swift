internal import CPlatform
package import RoundhouseModel
internal import Synchronization

/// A library that is mapped into this process, for good.
///
/// Never closed: a thread, a thread's destructor or Swift metadata may point into it for as long as the process lives.
package final class SharedLibrary: Sendable {
  /// Where it came from; for the system's libraries, where the loader found it.
  package let path: String
  /// The digest of the bytes that are mapped; empty for the system's libraries.
  package let sha256: String
  /// Owned by the loader, valid for ever, and only handed back to it.
  private nonisolated(unsafe) let handle: UnsafeMutableRawPointer

  /// What the library's entry has returned, once it has been checked.
  let table = Mutex<AgentTable?>(nil)

  private init(path: String, sha256: String, handle: UnsafeMutableRawPointer) {
    self.path = path
    self.sha256 = sha256
    self.handle = handle
  }

  /// Maps a library and runs its constructors on the calling thread.
  /// - Parameter name: what the loader is to open; a name it has seen before is the library it opened then.
  /// - Parameter path: what people are to be told instead.
  convenience init(opening name: String, path: String, sha256: String) throws(RoundhouseError) {
    // Everything is bound now, so that a missing symbol is an error here and not a crash within a request.
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
      throw SharedLibrary.refused(name, path)
    }
    self.init(path: path, sha256: sha256, handle: handle)
  }

  /// The library that the system's loader knows under a name, such as `libm.so.6`.
  package static func system(_ soname: String) throws(RoundhouseError) -> SharedLibrary {
    guard !soname.isEmpty, !soname.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == 0 }) else {
      throw RoundhouseError(
        .invalidManifest, "\"\(soname)\" is not the name of a system library",
        remedy: "write the name without a folder, such as \"libm.so.6\"", path: soname)
    }
    let library = try SharedLibrary(opening: soname, path: soname, sha256: "")
    return SharedLibrary(path: place(of: library.handle) ?? soname, sha256: "", handle: library.handle)
  }

  /// Maps sealed memory that another process has checked and handed over. Its descriptor stays open for ever.
  package static func received(_ descriptor: Int32, path: String, sha256: String) throws(RoundhouseError)
    -> SharedLibrary
  {
    try SharedLibrary(opening: "/proc/self/fd/\(descriptor)", path: path, sha256: sha256)
  }

  /// The address of an exported symbol; nil if there is none.
  package func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(handle, name) }

  private static func place(of handle: UnsafeMutableRawPointer) -> String? {
    guard let path = platform_library_path(handle), path.pointee != 0 else { return nil }
    return String(cString: path)
  }

  private static func refused(_ name: String, _ path: String) -> RoundhouseError {
    let reason = dlerror().map { String(cString: $0) } ?? "the loader gave no reason"
    let cause = name == path ? reason : reason.replacing(name, with: path)
    return RoundhouseError(
      .invalidManifest, "\(path) could not be loaded", remedy: remedy(reason), cause: cause, path: path)
  }

  private static func remedy(_ reason: String) -> String {
    if reason.contains("cannot open shared object file") {
      return "install the library that is missing, or write its right name"
    }
    if reason.contains("undefined symbol") {
      return "link it against the library that has this symbol; building with -Wl,-z,defs finds such gaps"
    }
    if reason.contains("version `") { return "build it on a system as old as this one, or update this one" }
    return "rebuild the library for this machine"
  }
}
