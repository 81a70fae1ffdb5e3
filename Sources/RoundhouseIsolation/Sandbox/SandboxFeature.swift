/// One thing that a sandbox is made of, and whether this system has it.
package struct SandboxFeature: Sendable, Equatable {
  package var name: String
  package var isThere: Bool
  /// What it is good for here, or what is lost without it; one sentence without a final period.
  package var detail: String
  /// What to do; empty if it is there.
  package var remedy: String

  static func there(_ name: String, _ detail: String) -> SandboxFeature {
    SandboxFeature(name: name, isThere: true, detail: detail, remedy: "")
  }

  static func missing(_ name: String, _ detail: String, _ remedy: String) -> SandboxFeature {
    SandboxFeature(name: name, isThere: false, detail: detail, remedy: remedy)
  }
}
