// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON
import AgentText

/// The reader: takes from documents the passages that answer a question, each thing once, within a size.
struct Retrieval: Agent {
  private let settings: RetrievalSettings
  private let texts: LibrarySettings
  private let library: Library

  init(_ host: HostServices) throws {
    settings = try host.decodeConfiguration()
    texts = try host.decodeConfiguration()
    library = try texts.library(in: host.folder)
  }

  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "document.retrieve": try await retrieve(call.decode())
    case "chat": try await converse(call.decode())
    case "vote": try .json(await vote(call.decode()))
    default: throw AgentError(.unknownCapability, "ask for document.retrieve, chat or vote")
    }
  }

  private func retrieve(_ question: RetrievalQuestion) async throws -> Reply {
    let query = try texts.query(question.text)
    let limits = try question.limits(settings)
    let selection = Selection(try await candidates(for: query, handed: question.handed), for: query, limits)
    return try .json(RetrievalAnswer(selection), usage: Usage(confidence: selection.confidence))
  }

  /// Reads out what nobody has said yet.
  private func converse(_ conversation: Conversation) async throws -> Reply {
    let query = try texts.query(conversation.question)
    let said = Said(conversation)
    let handed = conversation.context?.passages(of: RetrievalQuestion.sources) ?? []
    let found = try await candidates(for: query, handed: handed)
    let selection = Selection(found, for: query, settings.limitsOfTurn) { !said.holds($0.sentence(for: query)) }
    let turn = RetrievalTurn(selection, of: found.count)
    return try .json(turn.answer, usage: Usage(confidence: turn.answer.confidence))
  }

  private func vote(_ ballot: Ballot) async throws -> Vote {
    var evidence: [Double] = []
    for option in try ballot.checkedOptions {
      let query = ballot.query(for: option, texts.synonyms)
      let found = query.isEmpty ? [] : try await candidates(for: query, handed: [])
      evidence.append(Selection(found, for: query, settings.limitsOfTurn).confidence)
    }
    return try ballot.vote(evidence: evidence, share: 0.5)
  }

  /// The passages that are worth ranking: of the documents that were handed over, what they say themselves; what was
  /// handed over from elsewhere, as it is; and if nothing was, of all documents.
  private func candidates(for query: TextQuery, handed: [Passage]) async throws -> [Passage] {
    let names = handed.isEmpty ? nil : Set(handed.map(\.document))
    let own = try await library.passages(for: query, limit: settings.candidates, in: names).map(\.passage)
    let known = Set(own.map(\.document))
    return own + handed.filter { !known.contains($0.document) }
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Retrieval.self) }
