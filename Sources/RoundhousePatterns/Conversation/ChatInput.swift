internal import RoundhouseModel

/// What whoever asks for a talk says: a text, or `{"message", "topic", "goals", "user_id", "messages"}`. It goes before what
/// the document says. Seed 000's `OrchestrationRequest` is such an object.
struct ChatInput {
  private(set) var message = ""
  private(set) var topic = ""
  private(set) var goals: [String] = []
  private(set) var user = "user"

  /// - Parameter input: a JSON text.
  init(_ input: [UInt8]) {
    guard let root = (try? JSONDocument(parsing: input))?.root else { return }
    // As an agent that converses is asked: the last word counts.
    let last = root["messages"]?.elements.reversed().first
    message = SpokenText.clean(root.string ?? root["message"]?.string ?? last?["content"]?.string ?? "")
    topic = SpokenText.clean(root["topic"]?.string ?? "")
    goals = (root["goals"] ?? root["discussion_goals"])?.elements.compactMap(\.string).map(SpokenText.clean) ?? []
    user = (root["user_id"] ?? root["user"])?.string ?? "user"
  }
}
