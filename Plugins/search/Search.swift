// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON
import AgentText

/// The reading room's catalogue: says which documents speak of something, and where.
struct Search: Agent {
  private let settings: LibrarySettings
  private let library: Library

  init(_ host: HostServices) throws {
    settings = try host.decodeConfiguration()
    library = try settings.library(in: host.folder)
  }

  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "document.search": try .json(await search(call.decode()))
    case "chat": try await converse(call.decode())
    case "vote": try .json(await vote(call.decode()))
    default: throw AgentError(.unknownCapability, "ask for document.search, chat or vote")
    }
  }

  private func search(_ question: SearchQuestion) async throws -> SearchResults {
    let query = try settings.query(question.text)
    return SearchResults(try await library.documents(for: query, limit: question.checkedLimit))
  }

  /// Names the documents that nobody has named yet.
  private func converse(_ conversation: Conversation) async throws -> Reply {
    let query = try settings.query(conversation.question)
    let said = Said(conversation)
    let found = try await library.documents(for: query, limit: SearchTurn.reach)
    // What is far behind the best is about something else.
    let least = (found.first?.score ?? 0) * SearchTurn.leastShare
    let news = found.filter { $0.score >= least && !said.holds($0.passage.sentence(for: query)) }
    let turn = SearchTurn(query, found: found, news: news, wantsText: try conversation.wantsText)
    let titles = found.isEmpty ? await library.titles : []
    return try .json(turn.answer(among: library.documents, titles), usage: Usage(confidence: turn.confidence))
  }

  private func vote(_ ballot: Ballot) async throws -> Vote {
    var scores: [Double] = []
    for option in try ballot.checkedOptions {
      let query = ballot.query(for: option, settings.synonyms)
      scores.append(try await library.documents(for: query, limit: 1).first?.score ?? 0)
    }
    let best = max(scores.max() ?? 0, 0.000_1)
    return try ballot.vote(evidence: scores.map { $0 / best }, share: 0.6)
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Search.self) }
