/// What a foreign function returns, and what that means.
package struct ForeignReturn: Sendable, Equatable {
  /// nil is `void`.
  package var type: ForeignType?
  /// The key in the answer.
  package var name = "result"
  /// Whether it is left out of the answer.
  package var isHidden = false
  /// Whether a struct comes as a pointer.
  package var isPointer = false
  /// The symbol that frees what the returned pointer points to; empty if the callee keeps it.
  package var free = ""
  /// How many elements a returned buffer has, where no number tells it.
  package var count: ForeignSize?
  /// The output whose length this number is.
  package var lengthOf = ""
  /// The handle parameter that must outlive a returned handle.
  package var within = ""
  package var success = ForeignSuccess()
  package var error = ForeignErrorSource()

  package init(type: ForeignType? = nil) { self.type = type }
}

/// When a call has succeeded. All that is said must hold; nothing said: always.
package struct ForeignSuccess: Sendable, Equatable {
  /// The returned number is one of these; empty: not asked.
  package var equals: [Int64] = []
  /// The returned number is none of these.
  package var notEquals: [Int64] = []
  package var minimum: Int64?
  package var maximum: Int64?
  /// The returned pointer is not null.
  package var isNotNull = false
  /// `errno`, cleared before the call, is still 0 after it.
  package var isErrnoClear = false

  package init() {}
}

/// Where the text of a failure comes from.
package struct ForeignErrorSource: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// Nowhere: the message names what came back.
    case none
    /// `const char *symbol(argument)`; the argument is a parameter or the return, after it went through the function
    /// `through`, if one is named.
    case symbol(String, argument: String, through: String)
    /// An output string.
    case parameter(String)
    /// `strerror(errno)`
    case errno
  }

  package var kind = Kind.none
  /// Returned numbers after which the same call may succeed later.
  package var retryable: [Int64] = []

  package init() {}
}
