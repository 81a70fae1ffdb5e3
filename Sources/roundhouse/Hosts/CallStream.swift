internal import RoundhouseModel

/// What a streaming call's events add up to.
struct CallStream {
  private(set) var agent = ""
  private var isEnded = false

  /// The bytes of a chunk; nil for all other events.
  /// - Throws: the error that the call ended with.
  mutating func take(_ event: ServerEvent) throws(RoundhouseError) -> [UInt8]? {
    switch event.name {
    case "chunk": return Array(event.data.utf8)
    case "chunk-base64":
      guard let bytes = Base64Text.decode(event.data) else {
        throw RoundhouseError(.internal, "the host sent a chunk that is not base64")
      }
      return bytes
    case "done":
      isEnded = true
      agent = (try? JSONDocument(parsing: Array(event.data.utf8)))?.root["agent"]?.string ?? ""
      return nil
    case "error": throw ProblemReader.error(Array(event.data.utf8), fallback: "the call failed")
    default: return nil
    }
  }

  /// A stream that just stops is not an answer.
  func demandEnd() throws(RoundhouseError) {
    guard !isEnded else { return }
    throw RoundhouseError(
      .unreachable, "the host ended the stream before its end",
      remedy: "ask again; the host's log says why it stopped")
  }
}
