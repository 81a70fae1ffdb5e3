package import RoundhouseModel

/// All defects of the table. A host in whose own process the agent lives may honestly end with it; a worker must not let
/// anything out.
package enum DefectCatalog {
  package static let all = crashes + hangs + completions + resources + lies + shared + process + machine + floods

  /// Those that leave the host as it was, so that one host can meet them one after another.
  /// - Parameter tier: in a worker that is all of them.
  package static func gentle(in tier: Tier) -> [Defect] {
    all.filter { defect in
      guard tier == .host, let expected = defect.expected[tier] else { return true }
      return !expected.mayDisturb && defect.name.hasPrefix("loops") == false
    }
  }

  /// Those that the host outlives, but not unharmed: processors that are busy for ever, others that wait.
  package static func lingering(in tier: Tier) -> [Defect] {
    guard tier == .host else { return [] }
    return all.filter { $0.expected[tier].map { !$0.mayDisturb } == true && $0.name.hasPrefix("loops") }
  }

  /// The defect with this name.
  package static func find(_ name: String) -> Defect? { all.first { $0.name == name } }
}
