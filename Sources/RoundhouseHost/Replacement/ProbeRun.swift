internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// One probe on a thread of its own, which stays with it if it does not come back.
final class ProbeRun: Sendable {
  private let failure = Mutex<RoundhouseError?>(nil)

  /// Blocks until the probe is over, or has taken twice as long as the agent may take to start.
  static func run(_ prober: any AgentProbing, _ bundle: AgentBundle) throws(RoundhouseError) {
    let run = ProbeRun()
    let limit = 2 &* bundle.manifest.startTimeout
    let cameBack = OwnThread.run("rh-probe", until: platform_now() &+ limit) {
      do throws(RoundhouseError) { try prober.probe(bundle) } catch { run.failure.withLock { $0 = error } }
    }
    guard cameBack else {
      throw RoundhouseError(
        .deadlineExceeded, "the probe did not end within \(limit / 1_000_000) ms",
        remedy: "make the agent's create faster, or raise startTimeout in its manifest", agent: bundle.manifest.id,
        path: bundle.manifestPath)
    }
    if let error = run.failure.withLock({ $0 }) { throw error }
  }
}
