package import RoundhouseModel

/// One value of the configuration.
package enum ConfigurationValue: Sendable, Equatable {
  case text(String)
  case count(Int)
  case ratio(Double)
  /// Bytes.
  case size(UInt64)
  case duration(Nanoseconds)
  case toggle(Bool)

  /// The value as it would stand in the configuration file.
  package var jsonText: String {
    var writer = JSONWriter()
    switch self {
    case .text(let text): writer.string(text)
    case .count(let count): writer.int(count)
    case .ratio(let ratio): writer.double(ratio)
    case .size(let bytes): writer.string(ByteSizeText.format(bytes))
    case .duration(let length): writer.string(DurationText.format(length))
    case .toggle(let isOn): writer.bool(isOn)
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
