package import RoundhouseModel

/// All defects of the table. A host in whose own process the agent lives may honestly end with it; a worker must not let
/// anything out.
package enum DefectCatalog {
  package static let all = crashes + hangs + completions + resources + lies + shared + process + machine + floods

  /// Those that the host outlives unharmed, by what is expected of them.
  package static func outlived(in tier: Tier) -> [Defect] { all.filter { $0.expected[tier]?.mayDisturb == false } }

  /// Shares defects out among hosts: those that leave a host as it was have one together, of those that linger a few.
  package static func hosts(for defects: [Defect]) -> [[Defect]] {
    let lingering = defects.filter(\.lingers)
    let gentle = defects.filter { !$0.lingers }
    // Dealt out like cards: neighbours in the catalog want the same thing.
    let groups = (0..<(lingering.count + 3) / 4).map { first in
      stride(from: first, to: lingering.count, by: (lingering.count + 3) / 4).map { lingering[$0] }
    }
    return (gentle.isEmpty ? [] : [gentle]) + groups
  }

  /// The defect with this name.
  package static func find(_ name: String) -> Defect? { all.first { $0.name == name } }
}
