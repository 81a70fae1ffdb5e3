internal import CPlatform
internal import Glibc

/// The attempts, in a library that is mapped as an agent's is: from sealed memory.
struct AttemptLibrary {
  typealias Attempt = @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32

  private let attempt: Attempt

  init?(descriptor: Int32) {
    guard let library = dlopen("/proc/self/fd/\(descriptor)", RTLD_NOW | RTLD_LOCAL) else {
      report("dlopen: \(String(cString: dlerror()))")
      return nil
    }
    guard let symbol = dlsym(library, "probe_attempt") else { return nil }
    attempt = unsafeBitCast(symbol, to: Attempt.self)
  }

  /// 0, or the error's number.
  func callAsFunction(_ name: String, _ argument: String) -> Int32 { attempt(name, argument) }
}
