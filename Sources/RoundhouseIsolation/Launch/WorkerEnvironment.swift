internal import CPlatform
internal import Glibc

/// The variables that a worker sees.
package enum WorkerEnvironment {
  /// Of the host's own, only those that the plan names, and none that change how programs are loaded.
  ///
  /// Where an agent may ask a name server by TCP, names are resolved that way: it gets no other sockets.
  package static func variables(of plan: SandboxPlan) -> [String] { variables(of: plan, from: own) }

  static func variables(of plan: SandboxPlan, from host: [String]) -> [String] {
    var variables = basics
    if plan.connect.contains(53) { variables.append("RES_OPTIONS=use-vc") }
    for entry in host {
      guard let name = entry.split(separator: "=", maxSplits: 1).first.map(String.init) else { continue }
      guard plan.environment.contains(name), !name.hasPrefix("LD_"), name != "GLIBC_TUNABLES" else { continue }
      variables.removeAll { $0.hasPrefix(name + "=") }
      variables.append(entry)
    }
    return variables
  }

  /// A crash of the worker is the host's to tell.
  private static let basics = ["LANG=C.UTF-8", "SWIFT_BACKTRACE=enable=no"]

  private static var own: [String] {
    var entries: [String] = []
    guard var next = platform_environment() else { return [] }
    while let entry = next.pointee {
      entries.append(String(cString: entry))
      next += 1
    }
    return entries
  }
}
