/// All defects of the table. A host in whose own process the agent lives may honestly end with it; a worker must not let
/// anything out.
package enum DefectCatalog {
  package static let all = crashes + hangs + completions + resources + lies + shared + process + machine + floods

  /// The defect with this name.
  package static func find(_ name: String) -> Defect? { all.first { $0.name == name } }
}
