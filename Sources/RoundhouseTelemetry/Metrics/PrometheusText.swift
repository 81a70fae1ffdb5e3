/// Writes the Prometheus text format, version 0.0.4, one family of samples after another.
package struct PrometheusText: Sendable {
  /// What the HTTP answer must say.
  package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  package typealias Labels = [(String, String)]
  package typealias Sample = (labels: Labels, value: Double)
  package typealias HistogramSample = (labels: Labels, value: HistogramValue)

  /// What was written so far.
  package private(set) var text: [UInt8] = []

  package init() {}

  // A family without samples is left out. Each name may be written once only.

  package mutating func counter(_ name: String, help: String, _ samples: [Sample]) {
    family(name, help, "counter", samples)
  }

  package mutating func gauge(_ name: String, help: String, _ samples: [Sample]) {
    family(name, help, "gauge", samples)
  }

  package mutating func histogram(_ name: String, help: String, _ samples: [HistogramSample]) {
    guard !samples.isEmpty else { return }
    begin(name, help, "histogram")
    for sample in samples { histogram(name, sample.labels, sample.value) }
  }

  /// A family in which agents do not agree what the figure is.
  mutating func untyped(_ name: String, help: String, _ samples: [Sample], histograms: [HistogramSample]) {
    begin(name, help, "untyped")
    for sample in samples { line(name, sample.labels, sample.value) }
    for sample in histograms { histogram(name, sample.labels, sample.value) }
  }

  private mutating func family(_ name: String, _ help: String, _ type: String, _ samples: [Sample]) {
    guard !samples.isEmpty else { return }
    begin(name, help, type)
    for sample in samples { line(name, sample.labels, sample.value) }
  }

  private mutating func histogram(_ name: String, _ labels: Labels, _ value: HistogramValue) {
    var seen: UInt64 = 0
    for (bound, count) in zip(value.bounds, value.counts) {
      seen &+= count
      line("\(name)_bucket", labels + [("le", Self.number(bound))], Double(seen))
    }
    line("\(name)_bucket", labels + [("le", "+Inf")], Double(value.count))
    line("\(name)_sum", labels, value.sum)
    line("\(name)_count", labels, Double(value.count))
  }

  private mutating func begin(_ name: String, _ help: String, _ type: String) {
    precondition(Self.isName(name), "\(name) is not a name that Prometheus knows")
    text += "# HELP \(name) ".utf8
    append(help, quotes: false)
    text += "\n# TYPE \(name) \(type)\n".utf8
  }

  private mutating func line(_ name: String, _ labels: Labels, _ value: Double) {
    text += name.utf8
    var mark = "{"
    for (label, value) in labels {
      text += "\(mark)\(label)=\"".utf8
      append(value, quotes: true)
      text.append(UInt8(ascii: "\""))
      mark = ","
    }
    if !labels.isEmpty { text.append(UInt8(ascii: "}")) }
    text += " \(Self.number(value))\n".utf8
  }

  /// Escapes backslashes and line breaks; quotation marks only where the text stands in some.
  private mutating func append(_ value: String, quotes: Bool) {
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): text += #"\\"#.utf8
      case UInt8(ascii: "\n"): text += #"\n"#.utf8
      case UInt8(ascii: "\"") where quotes: text += #"\""#.utf8
      default: text.append(byte)
      }
    }
  }

  /// `12`, `0.25`, `1e-06`, `+Inf`, `NaN`
  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    if value == value.rounded(), value.magnitude < 0x1p53 { return String(Int64(value)) }
    return value.description
  }

  private static func isName(_ name: String) -> Bool {
    let first = name.utf8.first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0) } ?? false
    return first
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"):
          true
        default: false
        }
      }
  }
}
