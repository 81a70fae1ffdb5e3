internal import RoundhouseModel

/// The agents that a path means.
enum CheckedPaths {
  /// Their manifests, absolute: one for a file, all for a folder of one agent's.
  static func manifests(_ path: String) throws(RoundhouseError) -> [String] {
    guard !path.isEmpty else {
      throw RoundhouseError(.badRequest, "no agent was named", remedy: "name an agent's folder, or its agent.json")
    }
    let absolute = Files.absolute(path)
    switch Files.kind(absolute) {
    case .file: return [absolute]
    case .folder:
      let here = try manifests(in: absolute)
      if !here.isEmpty { return here }
      throw RoundhouseError(
        .badRequest, "there is no agent.json in \(path)", remedy: try advice(absolute, path), path: path)
    case .other, nil:
      throw RoundhouseError(
        .badRequest, "there is no agent at \(path)", remedy: "name an agent's folder, or its agent.json", path: path)
    }
  }

  private static func manifests(in folder: String) throws(RoundhouseError) -> [String] {
    try Files.names(in: folder).filter { $0 == "agent.json" || $0.hasSuffix(".agent.json") }.map { folder + "/" + $0 }
  }

  /// A folder of agents' folders is named by mistake most of all.
  private static func advice(_ absolute: String, _ path: String) throws(RoundhouseError) -> String {
    let agents = try Files.names(in: absolute).filter {
      Files.kind("\(absolute)/\($0)/agent.json") == .file
    }
    guard !agents.isEmpty else { return "name an agent's folder; `roundhouse new` makes one" }
    return "name one of the agents in it: " + agents.prefix(5).map { "\(path)/\($0)" }.joined(separator: ", ")
  }
}
