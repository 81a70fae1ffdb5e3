/// How a line looks.
package enum LogFormat: Sendable, Equatable {
  /// For people, the level in colour where asked for.
  case text(color: Bool)
  /// One JSON object in each line, for programs.
  case json
}
