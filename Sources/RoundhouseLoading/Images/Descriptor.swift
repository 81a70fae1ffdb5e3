internal import CPlatform

/// One file descriptor, closed when it goes out of scope.
struct Descriptor: ~Copyable {
  let number: Int32

  /// Takes over a descriptor that a system call has just given.
  init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Gives the descriptor up without closing it.
  consuming func release() -> Int32 {
    let number = number
    discard self
    return number
  }

  /// Calls again when a signal came in between.
  static func retrying(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || platform_errno() != EINTR { return result }
    }
  }
}

/// The system's own words for an error number.
func systemMessage(_ number: Int32) -> String { String(cString: strerror(number)) }
