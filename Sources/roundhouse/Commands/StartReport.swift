internal import RoundhouseAssembly
internal import RoundhouseHost
internal import RoundhouseModel
internal import RoundhouseServer

/// What `serve` says once: where it answers, with whom, and who could not come along.
struct StartReport {
  private let assembly: Assembly

  init(_ assembly: Assembly) { self.assembly = assembly }

  func text(_ terminal: Terminal) -> String {
    let ink = terminal.ink
    let address = "http://\(assembly.address?.description ?? "")"
    let agents = assembly.host.agents()
    let capabilities = assembly.host.capabilities().count
    var text = "\(ink.bold("Roundhouse \(Release.version)")) answers at \(ink(address, .cyan)) with "
    text +=
      "\(Figures.plural(agents.count, "agent")) and \(capabilities) \(capabilities == 1 ? "capability" : "capabilities")\n"
    if let folder = assembly.stateFolder { text += ink.dim("state in \(folder)") + "\n" }
    text += "\n"
    guard let answer = try? JSONNode.answer(assembly.answers.agents()) else { return text }
    return text + AgentsView(answer).text(terminal) + "\n"
  }
}
