internal import Glibc
internal import RoundhouseHost
internal import RoundhouseLoading
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns
internal import Synchronization

/// Makes agents of documents: a bundle of a manifest and a document, and no code.
final class WorkflowPublisher: WorkflowPublishing {
  /// Bytes of one document.
  private static let maximumSize = 4 << 20

  let patterns = Patterns()
  private let runs = Mutex<Runs?>(nil)

  /// Before the first agent is loaded.
  func open(_ runs: Runs) { self.runs.withLock { $0 = runs } }

  /// The host that has this has the runs' agents, so neither would ever be let go.
  func close() { runs.withLock { $0 = nil } }

  func publish(_ bundle: AgentBundle, agents: any Invoking) throws(RoundhouseError) -> any PublishedWorkflow {
    guard let runs = runs.withLock({ $0 }) else {
      throw RoundhouseError(.internal, "an agent was loaded before the host could carry out runs")
    }
    let bytes = try read(bundle)
    let document: PatternDocument
    do throws(DocumentProblems) {
      document = try PatternDocument(bytes)
    } catch {
      let error = RoundhouseError(error)
      throw RoundhouseError(
        .invalidManifest, "\(bundle.manifest.library.path): \(error.message)",
        remedy: error.remedy.isEmpty ? "see `roundhouse plan check`" : error.remedy, agent: bundle.manifest.id,
        path: Self.path(of: bundle))
    }
    var code = patterns.workflow(for: document)
    code.name = "agent:" + bundle.manifest.id
    code.agents = agents
    // The last generation goes on with the runs of the ones before it: each run has its document with it.
    runs.register(code)
    return PublishedDocument(runs: runs, workflow: code.name, document: document, digest: Self.digest(bytes))
  }

  func digest(of bundle: AgentBundle) throws(RoundhouseError) -> String { Self.digest(try read(bundle)) }

  private static func digest(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { Digest.sha256($0) } }

  private static func path(of bundle: AgentBundle) -> String { bundle.folder + "/" + bundle.manifest.library.path }

  private func read(_ bundle: AgentBundle) throws(RoundhouseError) -> [UInt8] {
    let path = Self.path(of: bundle)
    guard let file = fopen(path, "re") else { throw unreadable(bundle, String(cString: strerror(errno))) }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: Self.maximumSize + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    if ferror(file) != 0 { throw unreadable(bundle, "it cannot be read") }
    guard count <= Self.maximumSize else { throw unreadable(bundle, "it has more than \(Self.maximumSize) bytes") }
    return Array(bytes[..<count])
  }

  private func unreadable(_ bundle: AgentBundle, _ cause: String) -> RoundhouseError {
    RoundhouseError(
      .invalidManifest, "the document \(bundle.manifest.library.path) cannot be used",
      remedy: "put it into the agent's folder, or mend \"workflow\" in the manifest", cause: cause,
      agent: bundle.manifest.id, path: Self.path(of: bundle))
  }
}
