/// What folders and manifests held when they were last read, so that the next look reads only what has changed since.
///
/// It belongs to one search path under one configuration and environment. A new one makes a scan read everything.
package struct ScanMemory: Sendable {
  struct Folder: Sendable {
    let stamp: FileStamp
    /// The names of the manifests in it.
    let manifests: [[UInt8]]
  }

  /// By path, as all here.
  var folders: [String: Folder] = [:]
  var manifests: [String: KnownManifest] = [:]

  package init() {}
}
