/// What is stored of a run beside its journal.
package struct RunRecord: Sendable, Equatable {
  package var number: RunNumber
  package var workflow: String
  package var version: Int
  package var state: RunState
  /// Grows when another host takes the run over.
  package var epoch: Int64 = 0
  package var input: [UInt8]
  package var output: [UInt8] = []
  /// The error as JSON; empty if there is none.
  package var error: [UInt8] = []
  /// Milliseconds since 1970, as all times here; 0 for none.
  package var created: Int64
  package var ended: Int64 = 0
  package var wakeAt: Int64 = 0
  package var deadline: Int64 = 0
  /// The run that started this one, and the step's key there; 0 and empty for one that was asked for.
  package var parent: RunNumber = RunNumber(rawValue: 0)
  package var parentKey = ""
  /// The caller's own key: a second run with it is the first one. Empty for none.
  package var clientKey = ""
  package var budget = Budget()
  /// For each attempt of a job, in milliseconds; 0 for no limit.
  package var timeout: Int64 = 0
  package var job = Job()

  package init(
    number: RunNumber, workflow: String, version: Int, state: RunState = .queued, input: [UInt8], created: Int64
  ) {
    self.number = number
    self.workflow = workflow
    self.version = version
    self.state = state
    self.input = input
    self.created = created
  }
}
