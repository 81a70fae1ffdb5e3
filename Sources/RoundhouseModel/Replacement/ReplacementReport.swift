/// One replacement of an agent from its beginning: what was done, when, how it ended, and why.
package struct ReplacementReport: Sendable, Equatable {
  /// Where a replacement stands; the last two are its end.
  package enum Phase: String, Sendable, CaseIterable {
    /// The new generation is tried in a process that is thrown away.
    case probing
    /// It is made and tested.
    case creating
    /// Both answer, and are compared.
    case sharing
    /// Calls wait while the old generation hands its state over.
    case handingOver = "handing-over"
    case promoted
    case rolledBack = "rolled-back"

    package var isEnd: Bool { self == .promoted || self == .rolledBack }
  }

  /// When a phase began, in Unix nanoseconds.
  package struct Step: Sendable, Equatable {
    package var phase: Phase
    package var time: Int64

    package init(_ phase: Phase, _ time: Int64) {
      self.phase = phase
      self.time = time
    }
  }

  package var agent: String
  package var old: GenerationReport
  package var new: GenerationReport
  /// Whether an operator asked for the generation before.
  package var isReturn: Bool
  /// Per cent of the calls that the new generation has or had; 0: none before it was promoted.
  package var share = 0
  /// Whether it waits for an operator's word.
  package var isHeld = false
  package var steps: [Step]
  /// Why it ended as it did; empty while it goes on.
  package var reason = ""

  package init(
    agent: String, old: GenerationReport, new: GenerationReport, isReturn: Bool = false, began: Step
  ) {
    self.agent = agent
    self.old = old
    self.new = new
    self.isReturn = isReturn
    steps = [began]
  }

  package var phase: Phase { steps.last?.phase ?? .probing }
  package var isOver: Bool { phase.isEnd }
}
