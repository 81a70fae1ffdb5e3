/// Where a value of the configuration comes from.
package enum ConfigurationOrigin: Sendable, Equatable {
  case standard
  /// A line of the configuration file; lines begin at 1.
  case file(path: String, line: Int)
  case environment(String)
  /// With its dashes: `--listen`.
  case flag(String)
}

extension ConfigurationOrigin: CustomStringConvertible {
  /// `default`, `/etc/roundhouse/roundhouse.json:12`, `environment ROUNDHOUSE_LISTEN`, `flag --listen`.
  package var description: String {
    switch self {
    case .standard: "default"
    case .file(let path, let line): "\(path):\(line)"
    case .environment(let name): "environment \(name)"
    case .flag(let name): "flag \(name)"
    }
  }
}
