// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON
import AgentText

/// What is remembered beyond one task: facts in the host's state, and an index over them in memory.
///
/// Each principal has a memory of its own.
struct Memory: Agent {
  private static let candidates = 200

  private let settings: MemorySettings
  private let shelf: Bookshelf

  init(_ host: HostServices) throws {
    settings = try host.decodeConfiguration()
    shelf = Bookshelf(capacity: settings.openMemories)
  }

  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "memory.store": try .json(await store(call.decode(), call))
    case "memory.retrieve": try await retrieve(call.decode(), call)
    case "memory.forget": try .json(await forget(call.decode(), call))
    default: throw AgentError(.unknownCapability, "ask for memory.store, memory.retrieve or memory.forget")
    }
  }

  private func store(_ request: StoreRequest, _ call: Call) async throws -> StoreAnswer {
    try request.check()
    let book = try await shelf.book(of: call.principal)
    return try await call.state.transaction { books in
      var log = try await FactLog(&books)
      try await book.catchUp(with: log.count, in: call.state)
      if let known = await book.fact(like: request) { return StoreAnswer(known) }
      try await settings.check(book.size)
      let fact = Fact(request, number: log.count, at: Moment(nanoseconds: call.host.wallClock))
      try await log.append([LogEntry(fact: fact)], &books)
      return StoreAnswer(fact)
    }
  }

  private func retrieve(_ request: RetrieveRequest, _ call: Call) async throws -> Reply {
    let limit = try request.checkedLimit
    let book = try await shelf.book(of: call.principal)
    try await book.catchUp(with: FactLog.count(in: call.state), in: call.state)
    let found = try await book.facts(for: request, limit: limit, among: Self.candidates)
    return try .json(RetrieveAnswer(facts: found), usage: Usage(confidence: found.first?.score ?? 0))
  }

  /// In parts, because a commit of the host has a limit.
  private func forget(_ request: ForgetRequest, _ call: Call) async throws -> ForgetAnswer {
    try request.check()
    let book = try await shelf.book(of: call.principal)
    var forgotten: [String] = []
    while true {
      let part = try await call.state.transaction { books in
        var log = try await FactLog(&books)
        try await book.catchUp(with: log.count, in: call.state)
        let facts = await book.facts(meantBy: request).prefix(FactLog.forgottenAtOnce)
        try await log.forget(facts.map(\.number), &books)
        return facts.map(\.id)
      }
      if part.isEmpty { return ForgetAnswer(forgotten: forgotten) }
      forgotten += part
    }
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Memory.self) }
