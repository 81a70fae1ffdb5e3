internal import RoundhouseModel

/// What was said, within a limit, in the form in which agents are given it: bytes that grow with each message, so that
/// nothing is written twice.
package struct Transcript: Sendable {
  private struct Place {
    /// Of its text, with the comma before it; the first one has none.
    let bytes: Int
    let characters: Int
  }

  package let limit: HistoryLimit
  private var places: [Place] = []
  private var characters = 0
  /// An object that is not closed: its messages, as far as they go.
  private var text = Transcript.opening
  /// How many bytes at the end of the text are none of the messages, but what was last asked with them.
  private var lent = 0
  private var heads: [(role: ChatMessage.Role, sender: String, text: [UInt8])] = []
  private static let fewHeads = 16
  /// The place behind the one that was used last: who speaks in turn is found at once.
  private var nextHead = 0

  package init(_ limit: HistoryLimit = HistoryLimit()) { self.limit = limit }

  /// How many messages are within the limit: the last ones.
  package var count: Int { places.count }

  /// - Parameter role: as the agent sees it whose transcript this is; nil takes the message's own.
  package mutating func append(_ message: ChatMessage, as role: ChatMessage.Role? = nil) {
    takeBack()
    if places.isEmpty { makeRoom() }
    let start = text.count
    let head = head(role ?? message.role, message.sender)
    if places.isEmpty { text.append(contentsOf: heads[head].text.dropFirst()) } else { text += heads[head].text }
    append(message.said)
    text.append(UInt8(ascii: "\""))
    text.append(UInt8(ascii: "}"))
    let count = limit.characters == .max ? 0 : message.said.length
    places.append(Place(bytes: text.count - start, characters: count))
    characters += count
    forget()
  }

  /// For the first few messages, before which there is nothing to be moved.
  private mutating func makeRoom() {
    text.reserveCapacity(2048)
    places.reserveCapacity(16)
  }

  /// The place of a message's text up to its content, with the comma before it. The same few speak again and again.
  private mutating func head(_ role: ChatMessage.Role, _ sender: String) -> Int {
    for step in heads.indices {
      let place = nextHead + step < heads.count ? nextHead + step : nextHead + step - heads.count
      guard heads[place].sender == sender, heads[place].role == role else { continue }
      nextHead = place + 1
      return place
    }
    var json = JSONWriter(capacity: 128)
    json.beginObject()
    json.member("role", role.rawValue)
    json.member("name", sender)
    json.key("content")
    if heads.count == Self.fewHeads { heads.removeFirst() }
    heads.append((role, sender, [UInt8(ascii: ",")] + json.bytes + [UInt8(ascii: "\"")]))
    return heads.count - 1
  }

  /// Appends what stands between the quotes.
  private mutating func append(_ content: MessageContent) {
    switch content {
    case .plain(let bytes): text += bytes
    case .text(let words) where words.utf8.span.needNoEscape: text.append(contentsOf: words.utf8)
    case .text(let words):
      var json = JSONWriter(capacity: words.utf8.count + 16)
      json.string(words)
      text += json.bytes.dropFirst().dropLast()
    }
  }

  private mutating func forget() {
    if places.count <= limit.messages, characters <= limit.characters { return }
    var (count, bytes) = (0, 0)
    while places.count - count > 1, places.count - count > limit.messages || characters > limit.characters {
      characters -= places[count].characters
      bytes += places[count].bytes
      count += 1
    }
    if count == 0 { return }
    places.removeFirst(count)
    // With the comma before what is the first one now.
    let first = places[0].bytes - 1
    places[0] = Place(bytes: first, characters: places[0].characters)
    let start = Self.opening.count
    text.removeSubrange(start..<(start + bytes + 1))
  }

  /// The input of a capability that is given what was said: `{"messages": […]` and what else there is to say.
  /// - Parameter tail: what follows the messages, as ``tail(_:)`` makes it.
  func input(_ tail: [UInt8]) -> [UInt8] {
    var input: [UInt8] = []
    input.reserveCapacity(text.count - lent + tail.count)
    input.append(contentsOf: text.dropLast(lent))
    input.append(contentsOf: tail)
    return input
  }

  /// The same, lent: whoever is asked is given the very bytes that are kept here, which are copied only if they are still
  /// held when the next message comes.
  mutating func lend(_ tail: [UInt8]) -> [UInt8] {
    takeBack()
    text += tail
    lent = tail.count
    return text
  }

  private mutating func takeBack() {
    if lent > 0 { text.removeLast(lent) }
    lent = 0
  }

  private static let opening = Array(#"{"messages":["#.utf8)

  /// What closes the messages, some members, and what closes the object.
  static func tail(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(capacity: 128)
    json.beginObject()
    members(&json)
    json.endObject()
    let isEmpty = json.bytes.count == 2
    return Array((isEmpty ? "]" : "],").utf8) + json.bytes.dropFirst()
  }
}
