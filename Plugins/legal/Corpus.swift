// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentText
import FoundationEssentials

/// What the clerk knows, read once from three files.
struct Corpus {
  /// An authority that was found.
  struct Finding {
    let authority: Authority
    /// 0 to 1.
    let relevance: Double
  }

  private struct Authorities: Decodable { let authorities: [Authority] }
  private struct Topics: Decodable { let topics: [Topic] }
  private struct Clauses: Decodable { let clauses: [ClauseKind] }

  let authorities: [Authority]
  let topics: [Topic]
  let clauses: [ClauseKind]
  private let stems: [[String]]

  /// Throws an error with a remedy if a file is missing or is not what it should be.
  init(_ settings: LegalSettings, in folder: String) throws {
    let documents = DocumentFolder(settings.documents, of: folder)
    authorities = try Self.read(Authorities.self, "authorities.json", of: documents).authorities
    topics = try Self.read(Topics.self, "topics.json", of: documents).topics
    clauses = try Self.read(Clauses.self, "clauses.json", of: documents).clauses
    stems = authorities.map(\.stems)
  }

  /// The authorities that have most to do with a question, best first.
  func findings(for query: TextQuery, limit: Int) -> [Finding] {
    let relevance = Relevance(query, among: stems)
    let all = zip(authorities, stems).map { Finding(authority: $0, relevance: relevance.score($1)) }
    let order = all.indices.sorted { (all[$1].relevance, $0) < (all[$0].relevance, $1) }
    return order.prefix(limit).map { all[$0] }.filter { $0.relevance > 0 }
  }

  private static func read<Value: Decodable>(
    _ type: Value.Type, _ file: String, of documents: DocumentFolder
  ) throws -> Value {
    let bytes = try documents.contents(of: file)
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw AgentError(.badRequest, "\(file) is not what it should be: \(error); compare it with the one that ships")
    }
  }
}
