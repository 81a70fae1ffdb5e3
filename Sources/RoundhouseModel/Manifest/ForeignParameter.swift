/// One parameter of a foreign function: how C gets it, and where JSON has it.
package struct ForeignParameter: Sendable, Equatable {
  package enum Direction: String, Sendable, CaseIterable {
    case `in`, out
    case inOut = "in-out"
  }

  /// The key in the request's or the answer's object.
  package var name: String
  package var type: ForeignType
  package var direction = Direction.in
  /// Whether C gets it at all. One that it does not get is there for `capacity` to refer to.
  package var isPassed = true
  /// Whether a scalar, enum or struct goes in by its address. Everything that comes out does anyway.
  package var isPointer = false
  /// Whether JSON may say null, or nothing, for a null pointer.
  package var isNullable = false
  /// Whether an output is left out of the answer.
  package var isHidden = false
  /// Whether this output, the only one, is the whole reply, as `application/octet-stream`.
  package var isRaw = false
  /// A JSON text; then the request cannot say anything else.
  package var value: [UInt8]?
  /// A JSON text; for requests that say nothing.
  package var defaultValue: [UInt8]?
  /// The buffer whose length this number carries, in or out; such a number does not show in JSON.
  package var lengthOf = ""
  /// How much room the caller makes for an output; nil if the callee allocates it.
  package var capacity: ForeignSize?
  /// How many elements an input must have, or an output of the callee's own has, where no number tells it.
  package var count: ForeignSize?
  /// The symbol that frees what the callee has allocated; empty if it is not to be freed.
  package var free = ""
  /// Whether the callee keeps what it has allocated.
  package var isBorrowed = false
  /// Whether a successful call ends this handle.
  package var consumes = false
  /// The handle parameter that must outlive this new handle; empty if there is none.
  package var within = ""

  package init(name: String, type: ForeignType) {
    self.name = name
    self.type = type
  }

  /// Whether the request may or must say it.
  package var isInput: Bool { direction != .out && value == nil && lengthOf.isEmpty && type != .pointer }
  /// Whether the answer tells it.
  package var isResult: Bool { direction != .in && !isHidden && lengthOf.isEmpty && value == nil }
}
