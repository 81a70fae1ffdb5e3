// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON
import AgentText

/// The stand-in for a language model: writes with the sentences of others, and says whose they are.
struct Writer: Agent {
  private let settings: WriterSettings

  init(_ host: HostServices) throws {
    settings = try host.decodeConfiguration()
  }

  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "text.write": try write(call.decode())
    case "text.summarize": try .json(summarize(call.decode()))
    case "chat": try await converse(call.decode(), call)
    case "vote": try .json(await vote(call.decode(), call))
    default: throw AgentError(.unknownCapability, "ask for text.write, text.summarize, chat or vote")
    }
  }

  private func write(_ request: WriteRequest) throws -> Reply {
    let passages = try request.sources
    try settings.check(passages.map(\.text))
    let composition = Composition(
      passages, for: request.query, sentences: try settings.sentences(request.sentences, request.style ?? .paragraph))
    let text = WrittenText(composition, request.style ?? .paragraph)
    return try .json(text, usage: Usage(confidence: text.confidence))
  }

  private func summarize(_ request: SummaryRequest) throws -> Summary {
    let text = try request.source
    try settings.check([text])
    let most = try settings.sentences(request.sentences, .paragraph)
    return Summary(of: text, count: request.sentences, atMost: most)
  }

  /// Answers from what was handed over, else from what `document.retrieve` finds; with nothing new to say, sums up.
  private func converse(_ conversation: Conversation, _ call: Call) async throws -> Reply {
    let request = try conversation.request
    try settings.check(conversation.said.map(\.content) + [request])
    let turn: WriterTurn
    if WriterTurn.isModerator(conversation) {
      turn = WriterTurn(summingUp: conversation)
    } else {
      let handed = conversation.context?.passages(of: ["rag-agent", "search-agent"]) ?? []
      let passages = handed.isEmpty ? await Evidence(call).passages(for: try conversation.question) : handed
      turn = WriterTurn(conversation, try conversation.question, passages, settings)
    }
    return try .json(turn.answer, usage: Usage(confidence: turn.answer.confidence))
  }

  private func vote(_ ballot: Ballot, _ call: Call) async throws -> Vote {
    var evidence: [Double] = []
    for option in try ballot.checkedOptions {
      let isWorthAsking = 2...settings.optionsToLookUp ~= ballot.options.count
      evidence.append(isWorthAsking ? await Evidence(call).confidence(for: ballot.query(for: option, [:])) : 0)
    }
    return try ballot.vote(evidence: evidence, share: 0.3)
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Writer.self) }
