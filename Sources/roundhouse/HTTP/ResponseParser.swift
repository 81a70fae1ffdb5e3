internal import RoundhouseModel

/// Reads an HTTP/1.1 answer from bytes as they come: pure, and bounded in everything that the peer decides.
struct ResponseParser {
  private enum Phase: Equatable {
    case head
    case fixed(Int)
    case chunkSize
    case chunk(Int)
    case chunkEnd
    case trailers
    case untilClose
    case complete
  }

  static let headLimit = 64 << 10
  static let bodyLimit = 256 << 20

  private(set) var response = HTTPResponse()
  private var phase = Phase.head
  private var buffer: [UInt8] = []
  private var total = 0

  var hasHead: Bool { phase != .head }
  var isComplete: Bool { phase == .complete }

  /// Takes what the socket gave.
  mutating func take(_ bytes: some Collection<UInt8>) throws(RoundhouseError) {
    buffer.append(contentsOf: bytes)
    while try step() {}
  }

  /// The peer has closed the connection.
  mutating func close() throws(RoundhouseError) {
    if phase == .untilClose { phase = .complete }
    guard phase != .complete else { return }
    throw RoundhouseError(
      .unreachable, "the host closed the connection before its answer was complete",
      remedy: "it may have ended; `roundhouse serve` says why in its log")
  }

  /// The body so far, which is then forgotten: for streams.
  mutating func takeBody() -> [UInt8] {
    defer { response.body = [] }
    return response.body
  }

  /// One move; false when more bytes are needed.
  private mutating func step() throws(RoundhouseError) -> Bool {
    switch phase {
    case .head: return try readHead()
    case .fixed(let count): return try readBody(count, then: .complete) { .fixed($0) }
    case .chunk(let count): return try readBody(count, then: .chunkEnd) { .chunk($0) }
    case .untilClose: return try readBody(.max, then: .complete) { _ in .untilClose }
    case .chunkSize: return try readChunkSize()
    case .chunkEnd:
      guard let line = try takeLine() else { return false }
      guard line.isEmpty else { throw Self.broken("a chunk has a wrong length") }
      phase = .chunkSize
      return true
    case .trailers:
      guard let line = try takeLine() else { return false }
      if line.isEmpty { phase = .complete }
      return true
    case .complete: return false
    }
  }

  private mutating func readBody(
    _ count: Int, then next: Phase, _ rest: (Int) -> Phase
  ) throws(RoundhouseError) -> Bool {
    if count == 0 {
      phase = next
      return true
    }
    guard !buffer.isEmpty else { return false }
    let taken = min(count, buffer.count)
    total += taken
    guard total <= Self.bodyLimit else { throw Self.broken("the answer is longer than \(Self.bodyLimit) bytes") }
    response.body.append(contentsOf: buffer[..<taken])
    buffer.removeFirst(taken)
    phase = rest(count - taken)
    return true
  }

  private mutating func readChunkSize() throws(RoundhouseError) -> Bool {
    guard let line = try takeLine() else { return false }
    let digits = line.prefix { $0 != ";" }
    guard digits.count <= 8, let size = Int(digits, radix: 16), size >= 0 else {
      throw Self.broken("a chunk has no length")
    }
    phase = size == 0 ? .trailers : .chunk(size)
    return true
  }

  private mutating func readHead() throws(RoundhouseError) -> Bool {
    guard let end = Self.endOfHead(buffer) else {
      guard buffer.count <= Self.headLimit else { throw Self.broken("the answer's headers are too long") }
      return false
    }
    let lines = String(decoding: buffer[..<end], as: UTF8.self).split(separator: "\r\n")
    buffer.removeFirst(end)
    try readStatus(lines.first ?? "")
    response.headers = Self.headers(lines.dropFirst())
    if 100..<200 ~= response.status { return true }
    phase = try bodyPhase()
    return true
  }

  private mutating func readStatus(_ line: Substring) throws(RoundhouseError) {
    let parts = line.split(separator: " ", maxSplits: 2)
    guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), let status = Int(parts[1]), 100..<600 ~= status else {
      throw Self.broken("the answer is not HTTP")
    }
    response.status = status
  }

  private func bodyPhase() throws(RoundhouseError) -> Phase {
    if response.status == 204 || response.status == 304 { return .complete }
    if response.headers["transfer-encoding"]?.lowercased().hasSuffix("chunked") == true { return .chunkSize }
    guard let text = response.headers["content-length"] else { return .untilClose }
    guard let length = Int(text), length >= 0 else { throw Self.broken("the answer's Content-Length is no number") }
    return .fixed(length)
  }

  private mutating func takeLine() throws(RoundhouseError) -> String? {
    guard let end = buffer.firstIndex(of: 10) else {
      guard buffer.count <= Self.headLimit else { throw Self.broken("a line of the answer is too long") }
      return nil
    }
    let line = buffer[..<end]
    defer { buffer.removeFirst(end + 1) }
    return String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
  }

  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (3..<bytes.count).first { bytes[$0] == 10 && bytes[$0 - 1] == 13 && bytes[$0 - 2] == 10 }.map { $0 + 1 }
  }

  private static func headers(_ lines: some Sequence<Substring>) -> [String: String] {
    lines.reduce(into: [:]) { headers, line in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { return }
      headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " || $0 == "\t" })
    }
  }

  private static func broken(_ what: String) -> RoundhouseError {
    RoundhouseError(.unreachable, what, remedy: "check that the address is that of `roundhouse serve`")
  }
}
