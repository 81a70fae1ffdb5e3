internal import CPlatform

/// Whether processes whose parents end become children of this one, instead of init's.
enum Subreaper {
  private typealias Prctl = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32

  /// Swift cannot call `prctl`, which is variadic; all its arguments are words, so it is called as what it is to the
  /// machine: a function of five.
  static func set(_ isOn: Bool) {
    guard let symbol = dlsym(nil, "prctl") else { return }
    _ = unsafeBitCast(symbol, to: Prctl.self)(PR_SET_CHILD_SUBREAPER, isOn ? 1 : 0, 0, 0, 0)
  }
}
