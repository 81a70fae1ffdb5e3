internal import RoundhouseModel
internal import RoundhouseRuns

/// Leaves of a context what is passed on to an agent.
struct HandoffReduction {
  private struct Long: Hashable {
    let output: [UInt8]
    let bytes: Int
  }

  /// Of outputs that were too long, so that each is summarised once.
  private var summaries: [Long: [UInt8]] = [:]

  mutating func reduced(
    _ context: HandoffContext, _ passing: HandoffPassing, on run: Run
  ) async throws(RunError) -> HandoffContext {
    var reduced = context
    switch passing {
    case .full: break
    case .last(let count): reduced.contextData = context.contextData.suffix(count)
    case .fields(let names):
      for place in reduced.contextData.indices {
        reduced.contextData[place].output = HandoffFields.kept(names, of: reduced.contextData[place].output)
      }
    case .summary(let bytes, let target):
      for place in reduced.contextData.indices where reduced.contextData[place].output.count > bytes {
        reduced.contextData[place].output = try await summary(
          of: reduced.contextData[place].output, bytes, target, on: run)
      }
    }
    return reduced
  }

  /// A text of so many bytes at most, as JSON.
  private mutating func summary(
    of output: [UInt8], _ bytes: Int, _ target: CallTarget?, on run: Run
  ) async throws(RunError) -> [UInt8] {
    let long = Long(output: output, bytes: bytes)
    if let known = summaries[long] { return known }
    let whole = AnswerText.of(output)
    var text = whole
    if let target {
      var question = JSONWriter()
      question.beginObject()
      question.member("text", whole)
      question.endObject()
      do throws(RunError) {
        let step = Step(agent: target.agent)
        text = AnswerText.of(try await run.call(target.capability, question.bytes, id: "summary", step).bytes)
      } catch {
        // Nobody to summarise is no reason to hand nothing over.
        guard error.failure != nil else { throw error }
      }
    }
    var json = JSONWriter()
    json.string(AnswerText.beginning(of: text, bytes: bytes))
    summaries[long] = json.bytes
    return json.bytes
  }
}
