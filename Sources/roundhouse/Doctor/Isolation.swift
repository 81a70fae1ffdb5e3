internal import RoundhouseAssembly
internal import RoundhouseIsolation

/// What this system offers to shut workers in. Nothing of it is needed to start: what is missing is a gap in their
/// sandbox.
enum Isolation {
  static func findings() -> [Finding] {
    SandboxSupport.features().map { feature in
      feature.isThere
        ? .good(feature.name, feature.detail) : .warning(feature.name, feature.detail, remedy: feature.remedy)
    }
  }
}
