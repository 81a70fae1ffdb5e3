/// What the failure of one step means for the others.
package enum FailurePolicy: String, Sendable, CaseIterable {
  /// Nothing more is begun, and what runs is called off.
  case stop
  /// Steps that depend on it go on as well, and see null for its output.
  case goOn = "go-on"
  /// Steps that depend on it are not begun; all others go on.
  case skipDependants = "skip-dependants"
}
