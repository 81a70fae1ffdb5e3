/// Makes answers of the bytes of one connection; each must tell its length.
struct AnswerReader: Sendable {
  private static let mostOfHead = 64 << 10
  private var bytes: [UInt8] = []
  private var head: (answer: HTTPAnswer, size: Int)?

  /// Whether what came cannot be an answer.
  private(set) var isBroken = false

  mutating func append(_ new: some Collection<UInt8>) { bytes += new }

  /// The next whole answer; nil until all of it is there.
  mutating func next() -> HTTPAnswer? {
    if head == nil { readHead() }
    guard let (head, size) = head, bytes.count >= size else { return nil }
    var answer = head
    answer.body = Array(bytes[..<size])
    bytes.removeFirst(size)
    self.head = nil
    return answer
  }

  private mutating func readHead() {
    guard let end = Self.endOfHead(bytes) else {
      isBroken = bytes.count > Self.mostOfHead
      return
    }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    bytes.removeFirst(end)
    var answer = HTTPAnswer()
    answer.status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
    var size = 0
    for line in lines.dropFirst() { Self.read(line, &answer, &size) }
    isBroken = answer.status == 0
    head = (answer, size)
  }

  private static func read(_ line: Substring, _ answer: inout HTTPAnswer, _ size: inout Int) {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return }
    let value = parts[1].drop { $0 == " " }
    switch parts[0].lowercased() {
    case "content-length": size = max(0, Int(value) ?? 0)
    case "roundhouse-agent": answer.agent = String(value)
    default: break
    }
  }

  /// Where the body begins.
  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    for end in 4...bytes.count where bytes[end - 1] == 10 && bytes[end - 2] == 13 && bytes[end - 3] == 10 {
      return end
    }
    return nil
  }
}
