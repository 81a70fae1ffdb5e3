/// Keeps what became of replacements beyond the host's end.
package protocol HistoryKeeping: Sendable {
  /// What was kept, the oldest first.
  func load() throws(RoundhouseError) -> [ReplacementReport]
  /// Keeps these and no others. May block: never on a thread that answers requests.
  func save(_ reports: [ReplacementReport]) throws(RoundhouseError)
}
