import Foundation
import RoundhouseModel
import RoundhouseRuns

/// A workflow of four steps that write their names into a file: what was done, whatever the journal says.
enum LoggedSteps {
  /// - Parameter doing: what else a step does, by its name.
  static func workflow(log: String, doing: @escaping @Sendable (String) -> Void = { _ in }) -> Workflow {
    Workflow("logged") { run, input in
      var text = String(decoding: input, as: UTF8.self)
      for name in ["a", "b", "c", "d"] {
        let answer = try await run.step(name) {
          write(name, log)
          doing(name)
          return Array(name.utf8)
        }
        text += " " + String(decoding: answer, as: UTF8.self)
      }
      return Array(text.utf8)
    }
  }

  private static func write(_ name: String, _ path: String) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    Glibc.write(descriptor, name + "\n", name.utf8.count + 1)
    close(descriptor)
  }
}

/// Nobody who could be called.
struct NoAgents: Invoking {
  func call(_ capability: String, _ payload: [UInt8], _ options: CallOptions) async throws(RoundhouseError) -> Payload {
    throw RoundhouseError(.unknownCapability, "there is no agent for \(capability)")
  }
}
