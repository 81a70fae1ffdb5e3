/// The process of an agent that lives in a worker, at one moment.
package struct WorkerFigures: Sendable, Equatable {
  /// Its number; 0 while there is none.
  package var process: Int32 = 0
  package var restarts = 0
  /// Processes that have ended otherwise than with the agent.
  package var endings = 0
  /// How the last process ended; empty if none has.
  package var lastEnding = ""
  /// Resident bytes; 0 if not known.
  package var memory: UInt64 = 0
  /// What of the sandbox the kernel could not put in force.
  package var gaps: [String] = []

  package init() {}
}

extension WorkerFigures: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("process", process)
    json.member("restarts", restarts)
    json.member("endings", endings)
    json.member("lastEnding", lastEnding)
    json.member("memory", memory)
    json.member("gaps", gaps)
    json.endObject()
  }
}
