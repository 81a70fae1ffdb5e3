import CPlatform
import FixtureBuilder
import Glibc
import RoundhouseIsolation
import RoundhouseModel

/// A probe that runs, and what it wrote so far.
struct RunningProbe {
  let process: WorkerProcess
  let output: MemoryFile

  /// Waits until it has written something; it may take its time to start.
  func waits(for text: String) -> Bool {
    Eventually.holds { output.text.contains(text) }
  }

  func finish() throws -> ProbeReport {
    guard let ending = process.reap(until: platform_now() + .seconds(60)) else {
      throw FixtureError("the probe does not end; it wrote:\n\(output.text)")
    }
    return ProbeReport(output.text, ending)
  }
}
