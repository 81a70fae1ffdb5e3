internal import RoundhouseModel

/// What can be asked for, and who would answer.
struct CapabilitiesView {
  private let capabilities: [JSONNode]

  init(_ answer: JSONNode) {
    capabilities = answer.kind == .array ? Array(answer.elements) : answer.list("capabilities")
  }

  func text(_ terminal: Terminal) -> String {
    let ink = terminal.ink
    guard !capabilities.isEmpty else {
      return "No capabilities: no agent is loaded.\n\(ink("→", .cyan)) `roundhouse agents` says what was found\n"
    }
    var table = Table([.init("CAPABILITY"), .init("AGENTS", mayShrink: true), .init("", mayShrink: true)])
    for capability in capabilities {
      let offers = capability.list("agents")
      let isRoutable = offers.contains { $0.isTrue("routable") }
      let version = capability.number("version")
      let name = capability.text("name") + (version > 1 ? "@\(version)" : "")
      table.add([
        .init(name, isRoutable ? .bold : .red), .init(offers.map(Self.offer).joined(separator: ", ")),
        .init(capability.text("description"), .dim),
      ])
    }
    return table.text(width: terminal.width, ink: ink)
  }

  /// The agent's id, whether its manifest does not say so, and why it would not answer if it would not.
  private static func offer(_ offer: JSONNode) -> String {
    let words = [offer.isTrue("announced") ? "announced" : "", offer.isTrue("routable") ? "" : offer.text("state")]
      .filter { !$0.isEmpty }
    return offer.text("agent") + (words.isEmpty ? "" : " (\(words.joined(separator: ", ")))")
  }
}
