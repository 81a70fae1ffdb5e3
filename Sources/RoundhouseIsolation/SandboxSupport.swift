internal import CSandbox

/// What this kernel can do to shut a process in.
package enum SandboxSupport {
  /// The version of Landlock; 0 if there is none.
  package static var landlockVersion: Int { Int(sandbox_landlock_version()) }
}
