package import RoundhouseModel

/// One record of a run: what happened, at which step. Written once and never changed.
package struct JournalEntry: Sendable, Equatable {
  /// What kind of effect it was. The numbers are stored and never change.
  package enum Kind: Int64, Sendable {
    case call = 1
    case step = 2
    case sleep = 3
    case review = 4
    case choice = 5
    case child = 6
    case time = 7
    case version = 8
    /// What somebody has sent was taken.
    case receive = 9
    /// Something told to whoever listens; not asked for again.
    case event = 20
    /// A try that failed and was followed by another.
    case attempt = 21
    /// Something was sent to the run from outside; a `receive` or `review` takes it.
    case message = 23
    /// The run's end, or that it was set going again.
    case end = 22
  }

  package enum Status: Int64, Sendable {
    case started = 0
    case finished = 1
    case failed = 2
    case skipped = 3
  }

  /// Ascending over all runs of a store; given by the journal. Also the number of the event that it is.
  package var id: Int64 = 0
  package var run: RunNumber
  /// Ascending within the run. Unique there: a second host that goes on with the run cannot write.
  package var sequence: Int64
  /// The scopes' names and the step's, joined by `/`.
  package var key: String
  package var kind: Kind
  package var status: Status
  package var attempt: Int64 = 1
  /// Milliseconds since 1970.
  package var at: Int64
  package var took: Nanoseconds = 0
  package var agent = ""
  package var usage = Usage()
  /// Of the input, to see on replay whether the same is asked.
  package var fingerprint: UInt64 = 0
  /// The answer's bytes, an error as JSON, an event's data.
  package var body: [UInt8] = []

  package init(run: RunNumber, sequence: Int64, key: String, kind: Kind, status: Status, at: Int64) {
    self.run = run
    self.sequence = sequence
    self.key = key
    self.kind = kind
    self.status = status
    self.at = at
  }

  /// Whether the workflow asks for it again when it is run again.
  var isAnswer: Bool { kind.rawValue < Kind.event.rawValue }
}
