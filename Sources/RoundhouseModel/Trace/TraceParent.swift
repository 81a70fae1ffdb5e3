/// The W3C header `traceparent`: which trace a request belongs to, and which span of it asked.
///
/// Source: W3C Trace Context, level 2, section 3.2.
package struct TraceParent: Sendable, Equatable {
  /// The two halves of the trace id, never both 0.
  package var high: UInt64
  package var low: UInt64
  /// The asking span, never 0.
  package var span: UInt64
  /// The flags that are known: `sampled` and `random`.
  package var flags: UInt8

  package static let sampled: UInt8 = 1
  package static let random: UInt8 = 2

  package init(high: UInt64, low: UInt64, span: UInt64, flags: UInt8 = TraceParent.sampled) {
    self.high = high
    self.low = low
    self.span = span
    self.flags = flags
  }

  /// A new trace with random ids, sampled.
  package static func fresh() -> TraceParent {
    TraceParent(
      high: .random(in: .min ... .max), low: .random(in: 1 ... .max), span: .random(in: 1 ... .max),
      flags: sampled | random)
  }

  /// Reads a header's value strictly; nil means that a new trace begins. Of later versions the known part is read.
  package init?(parsing text: borrowing RawSpan) {
    let length = text.byteCount
    func isDash(_ place: Int) -> Bool { text.unsafeLoad(fromByteOffset: place, as: UInt8.self) == UInt8(ascii: "-") }
    guard length >= 55, isDash(2), isDash(35), isDash(52),
      let version = Hexadecimal.number(text, 0..<2), version != 0xFF,
      length == 55 || version != 0 && isDash(55),
      let high = Hexadecimal.number(text, 3..<19), let low = Hexadecimal.number(text, 19..<35), high | low != 0,
      let span = Hexadecimal.number(text, 36..<52), span != 0,
      let flags = Hexadecimal.number(text, 53..<55)
    else { return nil }
    self.init(high: high, low: low, span: span, flags: UInt8(flags) & (Self.sampled | Self.random))
  }

  package init?(parsing text: String) {
    let bytes = Array(text.utf8)
    self.init(parsing: bytes.span.bytes)
  }

  package var isSampled: Bool { flags & Self.sampled != 0 }

  /// The same trace, asked by another span.
  package func child(span: UInt64) -> TraceParent { TraceParent(high: high, low: low, span: span, flags: flags) }
}

extension TraceParent: CustomStringConvertible {
  /// The header's value, version 00.
  package var description: String {
    let trace = Hexadecimal.text(high) + Hexadecimal.text(low)
    return "00-\(trace)-\(Hexadecimal.text(span))-\(Hexadecimal.text(UInt64(flags), digits: 2))"
  }
}
