/// How much a scan looks at before it refuses.
package struct ScanLimits: Sendable, Equatable {
  /// Manifests in all.
  package var manifests = 4096
  /// Names in one folder.
  package var entries = 65_536
  /// Bytes of one manifest.
  package var manifestBytes = 1 << 20

  package init() {}
}
