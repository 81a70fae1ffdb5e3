/// Looks through the folders of a search path.
///
/// A root holds agents' folders, or is one itself: then `agent.json` lies in it. Beside `agent.json` a folder may hold
/// more agents as `NAME.agent.json`. Names that begin with a dot are left alone. The first agent wins its id.
package enum Scanner {
  static let manifestName = Array("agent.json".utf8)
  static let furtherSuffix = Array(".agent.json".utf8)

  /// Looks once; never fails as a whole, and the same folders give the same value.
  package static func scan(
    _ searchPath: SearchPath, environment: Environment, configuration: Configuration,
    limits: ScanLimits = ScanLimits()
  ) -> Scan {
    var memory = ScanMemory()
    return scan(searchPath, environment: environment, configuration: configuration, limits: limits, memory: &memory)
  }

  /// Looks again: what is as it was when it was last read is not read, and costs a look at its file.
  package static func scan(
    _ searchPath: SearchPath, environment: Environment, configuration: Configuration,
    limits: ScanLimits = ScanLimits(), memory: inout ScanMemory
  ) -> Scan {
    var pass = ScanPass(searchPath, environment, configuration, limits, memory)
    for root in searchPath.roots { pass.visit(root) }
    memory = pass.memory
    return pass.finish()
  }

  static func isManifest(_ name: [UInt8]) -> Bool { name == manifestName || isFurtherManifest(name) }

  static func isFurtherManifest(_ name: [UInt8]) -> Bool {
    name.count > furtherSuffix.count && name.suffix(furtherSuffix.count) == furtherSuffix[...]
  }
}
