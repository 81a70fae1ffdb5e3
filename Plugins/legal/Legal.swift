// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// The law clerk: finds authorities, weighs facts against them, checks citations, and reads contracts.
struct Legal: Agent {
  private static let authoritiesOfAnalysis = 6

  private let corpus: Corpus

  init(_ host: HostServices) throws {
    let settings: LegalSettings = try host.decodeConfiguration()
    corpus = try Corpus(settings, in: host.folder)
  }

  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "legal.research": try research(call.decode())
    case "legal.analyze": try analyze(call.decode())
    case "legal.cite": try .json(cite(call.decode(), call))
    case "legal.review": try review(call.decode())
    default:
      throw AgentError(.unknownCapability, "ask for legal.research, legal.analyze, legal.cite or legal.review")
    }
  }

  private func research(_ request: ResearchRequest) throws -> Reply {
    let findings = corpus.findings(for: try request.query, limit: try request.checkedLimit)
    let answer = ResearchAnswer(findings, try request.query)
    return try .json(answer, usage: Usage(confidence: answer.confidence))
  }

  private func analyze(_ request: AnalysisRequest) throws -> Reply {
    let query = try request.query
    let findings = corpus.findings(for: query, limit: corpus.authorities.count)
    let handed = findings.filter { request.citations.contains($0.authority.citation) }
    let authorities = handed.isEmpty ? Array(findings.prefix(Self.authoritiesOfAnalysis)) : handed
    let analysis = Analysis(of: query, authorities, corpus.topics)
    return try .json(analysis, usage: Usage(confidence: analysis.confidence))
  }

  private func cite(_ request: CitationRequest, _ call: Call) throws -> CitationReport {
    // The year is right but for some hours around its end, and only bounds what can be cited.
    let year = 1970 + Int(call.host.wallClock / 31_556_952_000_000_000)
    let checker = CitationChecker(corpus, year: year)
    let texts = try request.texts ?? corpus.findings(for: request.query, limit: request.limit).map(\.authority.named)
    let citations = texts.flatMap { CitationFinder($0).citations }.map(checker.checked)
    return CitationReport(Array(citations.prefix(try request.limit)))
  }

  private func review(_ request: ReviewRequest) throws -> Reply {
    let review = Review(of: try request.document, corpus.clauses)
    return try .json(review, usage: Usage(confidence: review.confidence))
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Legal.self) }
