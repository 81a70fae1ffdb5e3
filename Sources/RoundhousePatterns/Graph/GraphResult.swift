package import RoundhouseModel
package import RoundhouseRuns

/// What a graph came to: its state, its answer and its way, also where it has failed.
package struct GraphResult: Sendable {
  package let graph: String
  package private(set) var end: GraphEnd
  /// A JSON text: an object with the members of the state.
  package let state: [UInt8]
  /// A JSON text: what the graph's `output` says; else the state; else the last answer.
  package private(set) var output: [UInt8]
  /// The visits in their order; of lines beside one another, those of the first in the document come first.
  package let path: [GraphVisit]
  /// Why it has not been completed.
  package private(set) var failure: StepFailure?
  /// Milliseconds.
  package private(set) var duration: Int64 = 0

  package var success: Bool { end == .completed }

  init(_ graph: Graph, _ input: [UInt8], _ line: GraphLine) {
    self.graph = graph.id
    path = line.path
    state = line.state.text
    (end, failure) = (line.stop?.end ?? .completed, line.stop?.failure)
    output = line.state.isEmpty ? line.output : state
    guard let mapping = graph.output else { return }
    var view = GraphView(input: input, state: line.state)
    (view.previous, view.output) = (line.output, line.output)
    do throws(RoundhouseError) {
      output = try mapping.text(view)
    } catch {
      // What went wrong before is what matters.
      if success { (end, failure) = (.failed, StepFailure(key: graph.id, error: error)) }
    }
  }

  func lasting(_ milliseconds: Int64) -> GraphResult {
    var result = self
    result.duration = max(0, milliseconds)
    return result
  }

  /// What its run has failed of: the failed node's error, with the graph's name.
  package var error: RoundhouseError? {
    guard let failure else { return nil }
    var error = failure.error
    if end == .failed, let last = path.last(where: { $0.outcome.failure === failure }) {
      error.message = "\(graph) has failed: \(last.node): \(error.message)"
    }
    return error
  }

  /// `{"pattern": "graph", "graph", "success", "end", "duration", "steps", "output", "state", "path": [{"node", "visit",
  /// "state", "agentId", "duration", "error", "next"}], "error": {"code", "message", "remedy"}}`
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("pattern", GraphDocument.kind)
    json.member("graph", graph)
    json.member("success", success)
    json.member("end", end.rawValue)
    json.member("duration", duration)
    json.member("steps", path.count)
    json.member("output", raw: output)
    json.member("state", raw: state)
    json.key("path")
    json.beginArray()
    for visit in path { visit.write(to: &json) }
    json.endArray()
    if let error { json.member("error", error) }
    json.endObject()
    return json.bytes
  }
}
