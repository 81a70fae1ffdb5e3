// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentText

/// One principal's facts and their index, as far as the log was read.
actor FactBook {
  private struct Likeness: Hashable {
    let subject: String?
    let fact: String

    init(_ fact: Fact) { (subject, self.fact) = (fact.subject, fact.fact) }

    init(_ request: StoreRequest) { (subject, fact) = (request.subject, request.fact) }
  }

  private var lines = 0
  private var facts: [Int: Fact] = [:]
  private var numbers: [Likeness: Int] = [:]
  private var index: TextIndex

  init() throws(AgentError) { index = try TextIndex() }

  var size: Int { facts.count }

  /// Reads the lines of the log that are new.
  func catchUp(with count: Int, in state: State) async throws {
    while lines < count {
      let page = lines / FactLog.linesOfPage
      let entries = try await FactLog.page(page, in: state)
      // Another call may have read the same page meanwhile.
      let first = page * FactLog.linesOfPage
      guard lines < first + entries.count else {
        if lines < count, lines / FactLog.linesOfPage == page {
          throw AgentError(.agentError, "the log of facts ends at \(lines) and should have \(count) lines")
        }
        continue
      }
      try apply(entries[max(0, lines - first)...])
      lines = first + entries.count
    }
  }

  /// The fact that a request would store once more.
  func fact(like request: StoreRequest) -> Fact? {
    numbers[Likeness(request)].flatMap { facts[$0] }
  }

  /// The best facts, best first and of equals the newest; without a query the newest.
  func facts(for request: RetrieveRequest, limit: Int, among candidates: Int) throws -> [FoundFact] {
    guard let query = request.words else {
      return wanted(by: request).suffix(limit).reversed().map { FoundFact($0, score: 0) }
    }
    let facts = facts
    let matches = try index.matches(for: query, limit: candidates) { facts[$0].map(request.wants) ?? false }
    let found = matches.compactMap { facts[$0.number] }
    let stems = found.map(\.stems)
    let relevance = Relevance(query, among: stems)
    let scored = zip(found, stems).map { FoundFact($0, score: relevance.score($1)) }
    return Array(scored.sorted { ($1.score, $1.number) < ($0.score, $0.number) }.prefix(limit))
  }

  func facts(meantBy request: ForgetRequest) -> [Fact] {
    if let number = request.id.flatMap(Fact.number) { return facts[number].map { [$0] } ?? [] }
    guard let subject = request.subject else { return [] }
    return facts.values.filter { $0.subject == subject }.sorted { $0.number < $1.number }
  }

  private func wanted(by request: RetrieveRequest) -> [Fact] {
    facts.values.filter(request.wants).sorted { $0.number < $1.number }
  }

  private func apply(_ entries: ArraySlice<LogEntry>) throws(AgentError) {
    let new = entries.compactMap(\.fact)
    try index.add(new.map(\.row))
    for fact in new {
      facts[fact.number] = fact
      numbers[Likeness(fact)] = fact.number
    }
    for number in entries.compactMap(\.forgotten) {
      guard let fact = facts.removeValue(forKey: number) else { continue }
      // It may have been stored anew since.
      if numbers[Likeness(fact)] == number { numbers[Likeness(fact)] = nil }
      try index.remove(fact.row)
    }
  }
}
