internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel

/// Asks one of the manifest's self tests.
struct SelfTestCheck {
  let host: Host
  let test: SelfTest
  /// Begins at 1.
  let number: Int

  private var name: String { "self test \(number)" }

  /// - Throws: the agent's own error.
  func ask() throws(RoundhouseError) -> Finding {
    let begun = platform_now()
    let payload = try host.callBlocking(test.capability, test.input).payload()
    let time = (platform_now() - begun) / 1_000
    guard test.output.isEmpty || isExpected(payload.bytes) else {
      throw RoundhouseError(
        .agentError, "\(test.capability) answered \(Self.short(payload.bytes)), not \(Self.short(test.output))",
        remedy: "mend the agent, or its selfTest")
    }
    return .good(name, "\(test.capability) answered in \(time) µs")
  }

  private func isExpected(_ answer: [UInt8]) -> Bool {
    guard let answer = try? JSONDocument(parsing: answer), let wanted = try? JSONDocument(parsing: test.output) else {
      return answer == test.output
    }
    return answer.root.isEqual(to: wanted.root)
  }

  private static func short(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(200), as: UTF8.self) + (bytes.count > 200 ? "…" : "")
  }
}
