/// How much of libraries the host takes in.
package struct ImageLimits: Sendable, Equatable {
  /// Bytes of one library file.
  package var maximumSize = 256 << 20
  /// Different libraries in one process; they are never unloaded.
  package var maximumImages = 64

  package init() {}
}
