package import RoundhouseModel

/// What a caller says of a run beside the workflow and its input.
package struct RunOptions: Sendable {
  /// The caller's own key: asking again with it gives the first run. Empty for none.
  package var key = ""
  /// For the whole run; nil for no limit.
  package var timeout: Nanoseconds?
  package var budget = Budget()
  /// Whom the run asks in this life; nil for those of its workflow.
  package var agents: (any Invoking)?

  package init() {}
}
