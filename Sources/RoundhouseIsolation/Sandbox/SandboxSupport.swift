internal import CSandbox

/// What this kernel can do to shut a process in.
package struct SandboxSupport: Sendable, Equatable {
  /// The version of Landlock; 0 if there is none.
  package var landlockVersion: Int
  package var hasSystemCallFilters: Bool

  package init(landlockVersion: Int, hasSystemCallFilters: Bool) {
    self.landlockVersion = landlockVersion
    self.hasSystemCallFilters = hasSystemCallFilters
  }

  package static var current: SandboxSupport {
    SandboxSupport(
      landlockVersion: Int(sandbox_landlock_version()), hasSystemCallFilters: sandbox_has_filters() == 1)
  }
}
