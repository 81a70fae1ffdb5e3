internal import RoundhouseModel

/// The figures of one agent, by name.
struct AgentMetrics {
  static let maximumNames = 64
  static let maximumNameLength = 96

  struct Series {
    let kind: MetricKind
    /// The name as Prometheus knows it: dots are underscores.
    let exposedName: String
    /// A counter's sum or a gauge's newest value.
    var value = 0.0
    /// Empty but for histograms.
    var histogram: HistogramValue
  }

  private(set) var series: [String: Series] = [:]
  /// The name that each exposed sample belongs to; a histogram exposes several.
  private var owners: [String: String] = [:]

  /// Records one value.
  mutating func record(_ kind: MetricKind, _ name: String, _ value: Double, agent: String) throws(RoundhouseError) {
    guard value.isFinite, kind != .counter || value >= 0 else {
      throw RoundhouseError(
        .badRequest, "\(value) cannot be recorded under \(name)",
        remedy: kind == .counter ? "add a finite number that is not negative" : "record a finite number", agent: agent)
    }
    if series[name] == nil { try add(kind, name, agent: agent) }
    guard series[name]!.kind == kind else {
      throw RoundhouseError(
        .badRequest, "the metric \(name) is a \(series[name]!.kind.word), not a \(kind.word)",
        remedy: "use another name for it", agent: agent)
    }
    switch kind {
    case .counter: series[name]!.value += value
    case .gauge: series[name]!.value = value
    case .histogram: series[name]!.histogram.observe(value)
    }
  }

  private mutating func add(_ kind: MetricKind, _ name: String, agent: String) throws(RoundhouseError) {
    guard Self.isName(name) else {
      throw RoundhouseError(
        .badRequest, "\(name.prefix(120).debugDescription) is not the name of a metric",
        remedy: "use lower-case letters, digits, _ and dots, a letter first, at most \(Self.maximumNameLength) bytes",
        agent: agent)
    }
    guard series.count < Self.maximumNames else {
      throw RoundhouseError(
        .overloaded, "\(agent) has \(Self.maximumNames) metrics already, \(name) is one too many",
        remedy: "use fewer names; what varies belongs into the value", agent: agent, isRetryable: false)
    }
    let exposedName = String(
      decoding: name.utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
    let samples = kind == .histogram ? ["", "_bucket", "_sum", "_count"].map { exposedName + $0 } : [exposedName]
    for sample in samples {
      guard let owner = owners[sample] else { continue }
      throw RoundhouseError(
        .badRequest, "the metrics \(owner) and \(name) would both be shown as \(sample)",
        remedy: "use a name that differs in more than dots and a histogram's endings", agent: agent)
    }
    for sample in samples { owners[sample] = name }
    let bounds = kind == .histogram ? HistogramValue.commonBounds : []
    series[name] = Series(kind: kind, exposedName: exposedName, histogram: HistogramValue(bounds: bounds))
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else { return false }
    return name.utf8.count <= maximumNameLength
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
          UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}

extension MetricKind {
  fileprivate var word: String {
    switch self {
    case .counter: "counter"
    case .gauge: "gauge"
    case .histogram: "histogram"
    }
  }
}
