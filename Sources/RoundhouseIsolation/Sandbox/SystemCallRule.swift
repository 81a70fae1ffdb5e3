/// One system call that is allowed, if all conditions hold.
struct SystemCallRule: Sendable, Equatable {
  /// An argument, as far as a mask goes, has a value. Most arguments are 32 bits wide to the kernel, and the rest of the
  /// register is whatever the caller left there.
  struct Condition: Sendable, Equatable {
    let argument: UInt32
    let mask: UInt64
    let value: UInt64

    init(_ argument: UInt32, is value: UInt64, mask: UInt64 = 0xFFFF_FFFF) {
      self.argument = argument
      self.mask = mask
      self.value = value
    }
  }

  let name: String
  var conditions: [Condition] = []

  init(_ name: String, _ conditions: Condition...) {
    self.name = name
    self.conditions = conditions
  }
}
