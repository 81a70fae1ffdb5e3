internal import RoundhouseModel

/// What folders and manifests held when they were last read, so that the next look reads only what has changed since.
///
/// It belongs to one search path under one configuration and environment. A new one makes a scan read everything.
package struct ScanMemory: Sendable {
  struct Folder: Sendable {
    let stamp: FileStamp
    /// The names of the manifests in it.
    let manifests: [[UInt8]]
  }

  struct Text: Sendable {
    let stamp: FileStamp
    let manifest: Result<Manifest, ManifestProblems>
    /// What was made of it, where nothing but the manifest and its place has a say in that.
    var bundle: AgentBundle?
  }

  /// By path, as all here.
  var folders: [String: Folder] = [:]
  var texts: [String: Text] = [:]

  package init() {}
}
