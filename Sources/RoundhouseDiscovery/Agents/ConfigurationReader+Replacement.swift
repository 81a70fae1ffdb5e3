internal import RoundhouseModel

// What the file says about how one agent is replaced: the keys and bounds of the section that holds for all.
extension ConfigurationReader {
  mutating func replacement(_ node: JSONNode) -> ReplacementSettings {
    let all = ConfigurationKey.all.filter { $0.section == "replacement" }
    var settings = ReplacementSettings()
    guard let object = ManifestObject(node, keys: all.map(\.shortName), &problems) else { return settings }
    for key in all {
      switch (key, value(key, object)) {
      case (.replacementShare, .count(let share)): settings.share = share
      case (.replacementCalls, .count(let calls)): settings.calls = calls
      case (.replacementErrors, .ratio(let points)): settings.errors = points
      case (.replacementLatency, .ratio(let factor)): settings.latency = factor
      case (.replacementQuiet, .duration(let length)): settings.quiet = length
      case (.replacementTimeout, .duration(let length)): settings.timeout = length
      case (.replacementHold, .toggle(let isHeld)): settings.hold = isHeld
      default: break
      }
    }
    return settings
  }
}
