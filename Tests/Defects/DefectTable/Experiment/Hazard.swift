internal import Glibc
internal import RoundhouseModel

/// What is not done because this machine would not survive it.
enum Hazard {
  /// Why an experiment is left out; empty if it is safe.
  /// - Parameter user: the spare user that the host runs as; nil if it runs as this process' own.
  static func reason(_ defect: Defect, _ settings: ExperimentSettings, user: uid_t?) -> String {
    // The host has this user for itself: nothing else can be reached.
    if user != nil { return "" }
    switch (defect.reach, settings.tier) {
    case (.host, _), (.parent, .worker): return ""
    case (.machine, _): return "it would end this machine"
    case (.parent, .host): return "it would end these experiments"
    }
  }
}
