package import RoundhouseModel

// The values by name and type.
extension Configuration {
  /// `HOST:PORT`.
  package var listen: String { text(.listen) }
  /// Absolute.
  package var state: String { text(.state) }
  /// Absolute, in the order of the search.
  package var agentFolders: [(path: String, origin: ConfigurationOrigin)] { folders(.agentFolders) }
  /// Absolute.
  package var trustedFolders: [String] { folders(.trust).map(\.path) }
  package var logLevel: LogLevel {
    switch text(.logLevel) {
    case "debug": .debug
    case "warning": .warning
    case "error": .error
    default: .info
    }
  }
  /// Whether log lines are JSON, for programs.
  package var logsJSON: Bool { text(.logFormat) == "json" }
  /// Bytes.
  package var bodyLimit: Int { size(.bodyLimit) }
  /// Bytes.
  package var headerLimit: Int { size(.headerLimit) }
  package var connectionLimit: Int { count(.connectionLimit) }
  package var requestTimeout: Nanoseconds { duration(.requestTimeout) }
  package var blockingThreads: Int { count(.blockingThreads) }
  package var retryRatio: Double { if case .ratio(let ratio) = value(.retryRatio) { ratio } else { 0 } }
  package var retryMinimum: Int { count(.retryMinimum) }
  package var images: Int { count(.images) }
  package var workerSpares: Int { count(.workerSpares) }
  /// Bytes.
  package var workerMemory: Int { size(.workerMemory) }
  package var workerHang: Nanoseconds { duration(.workerHang) }
  package var workersAreStrict: Bool { value(.workersStrict) == .toggle(true) }
  /// Absolute.
  package var workerLibraries: [String] { folders(.workerLibraries).map(\.path) }
  /// Absolute; empty if none was named.
  package var workerControlGroup: String { text(.workerGroups) }
  package var runJobs: Int { count(.runJobs) }
  package var runRetention: Nanoseconds { duration(.runRetention) }
  package var isInsecure: Bool { value(.insecure) == .toggle(true) }

  func value(_ key: ConfigurationKey) -> ConfigurationValue? { located(key).first?.value }

  private func text(_ key: ConfigurationKey) -> String {
    if case .text(let text) = value(key) { text } else { "" }
  }

  private func count(_ key: ConfigurationKey) -> Int {
    if case .count(let count) = value(key) { count } else { 0 }
  }

  private func duration(_ key: ConfigurationKey) -> Nanoseconds {
    if case .duration(let length) = value(key) { length } else { 0 }
  }

  private func size(_ key: ConfigurationKey) -> Int {
    if case .size(let bytes) = value(key) { Int(clamping: bytes) } else { 0 }
  }

  private func folders(_ key: ConfigurationKey) -> [(path: String, origin: ConfigurationOrigin)] {
    located(key).compactMap { located in
      if case .text(let path) = located.value { (path, located.origin) } else { nil }
    }
  }
}
