import AgentKit
import CRoundhouse
import Foundation
import Testing

@Suite("Law clerk", .timeLimit(.minutes(1))) struct LegalTests {
  let host: TestHost

  init() throws { host = try ShippedAgent.host("legal") }

  private func cite(_ text: String) async throws -> [[String: Any]] {
    let payload = String(decoding: try JSONSerialization.data(withJSONObject: ["text": text]), as: UTF8.self)
    return try #require(await host.call("legal.cite", payload).values["citations"] as? [[String: Any]])
  }

  @Test(
    "research finds the authority that decides, cases and statutes apart",
    arguments: [
      ("The carrier delivered late and the mill stood idle. Which profits are owed?", "Hadley v. Baxendale"),
      ("A snail in a bottle of ginger beer", "Donoghue v Stevenson"),
      ("Police obtained location data of a phone without a warrant", "Carpenter v. United States"),
      ("parody of a song", "Campbell v. Acuff-Rose Music, Inc."),
      ("deference to an agency on an ambiguous statute", "Loper Bright Enterprises v. Raimondo"),
      ("browsewrap terms below the download button", "Specht v. Netscape Communications Corp."),
    ])
  func research(query: String, name: String) async throws {
    let answer = await host.call("legal.research", #"{"query":"\#(query)"}"#).values
    let cases = try #require(answer["cases"] as? [[String: Any]])
    #expect(cases.prefix(2).contains { $0["name"] as? String == name }, "\(cases.map { $0["name"] })")
    let relevance = cases.compactMap { $0["relevance"] as? Double }
    #expect(relevance == relevance.sorted(by: >) && relevance.allSatisfy { 0..<1 ~= $0 })
    await host.destroy()
  }

  @Test("statutes are found too, and what was overruled says so")
  func statutes() async {
    let fairUse = await host.call("legal.research", #"{"query":"four factors of fair use","limit":10}"#).values
    #expect((fairUse["statutes"] as? [[String: Any]])?.first?["citation"] as? String == "17 U.S.C. § 107")
    let chevron = await host.call("legal.research", #"{"query":"Chevron"}"#).values["cases"] as? [[String: Any]]
    #expect((chevron?.first?["status"] as? String)?.hasPrefix("overruled by Loper Bright") == true)
    await host.destroy()
  }

  @Test("an analysis says what is shown and what is open, and argues for both sides")
  func analysis() async throws {
    let query = "The manufacturer sold a car with a defective wheel, and the driver was injured. Is it negligent?"
    let answer = await host.call("legal.analyze", #"{"query":"\#(query)"}"#).values
    let issue = try #require((answer["issues"] as? [[String: Any]])?.first)
    #expect(issue["topic"] as? String == "Negligence")
    #expect(issue["open"] as? [String] == ["Nothing shows that the danger could be foreseen."])
    let rules = try #require(answer["rules"] as? [[String: Any]])
    #expect(rules.first?["name"] as? String == "MacPherson v. Buick Motor Co.")
    let arguments = try #require(answer["arguments"] as? [String: [String]])
    #expect(arguments["for"]?.contains("There was harm.") == true)
    #expect(arguments["against"]?.contains { $0.contains("outside the range of foreseeable danger") } == true)
    #expect((answer["conclusion"] as? String)?.contains("not advice") == true)
    let more = await host.call("legal.analyze", #"{"query":"\#(query) The danger was known."}"#).values
    #expect(try #require(more["confidence"] as? Double) > #require(answer["confidence"] as? Double))
    await host.destroy()
  }

  @Test("an analysis over given research keeps to its authorities, and warns of what was overruled")
  func handedResearch() async {
    let research = #"{"cases":[{"citation":"467 U.S. 837 (1984)"}],"statutes":[]}"#
    let answer = await host.call(
      "legal.analyze",
      #"{"query":"Must a court accept the agency's reading of an ambiguous statute?","research":\#(research)}"#
    ).values
    #expect((answer["rules"] as? [[String: Any]])?.map { $0["citation"] as? String } == ["467 U.S. 837 (1984)"])
    let against = (answer["arguments"] as? [String: [String]])?["against"] ?? []
    #expect(against.contains { $0.contains("overruled by Loper Bright") })
    await host.destroy()
  }

  @Test("a question of no field is said to be one, with little confidence")
  func unknownField() async {
    let answer = await host.call("legal.analyze", #"{"query":"xyzzyplugh quux"}"#).values
    #expect((answer["issues"] as? [Any])?.isEmpty == true && answer["confidence"] as? Double == 0.1)
    #expect((answer["conclusion"] as? String)?.contains("ask a lawyer") == true)
    await host.destroy()
  }

  @Test(
    "a citation is taken apart and written as usual",
    arguments: [
      (
        "See Brown v. Board of Education, 347 U.S. 483, 495 (1954).",
        "Brown v. Board of Education, 347 U.S. 483, 495 (1954)"
      ),
      (
        "In Specht v. Netscape Communications Corp., 306 F.3d 17 (2d Cir. 2002), it",
        "Specht v. Netscape Communications Corp., 306 F.3d 17 (2d Cir. 2002)"
      ),
      ("Donoghue v Stevenson [1932] AC 562", "Donoghue v Stevenson, [1932] AC 562"),
      ("Carlill v Carbolic Smoke Ball Co, [1893] 1 QB 256;", "Carlill v Carbolic Smoke Ball Co, [1893] 1 QB 256"),
      ("Lucy v. Zehmer, 196 Va. 493, 84 S.E.2d 516 (1954)", "Lucy v. Zehmer, 196 Va. 493, 84 S.E.2d 516 (1954)"),
      ("under 42 U.S.C. § 1983(a).", "42 U.S.C. § 1983(a)"), ("U.C.C. § 2-207", "U.C.C. § 2-207"),
      ("17 C.F.R. §240.10b-5", "17 C.F.R. § 240.10b-5"), ("(410 U. S. 113 (1973))", "410 U.S. 113 (1973)"),
    ])
  func wellFormed(text: String, formatted: String) async throws {
    let found = try await cite(text)
    #expect(found.count == 1)
    #expect(found.first?["formatted"] as? String == formatted)
    #expect(found.first?["wellFormed"] as? Bool == true, "\(String(describing: found.first?["problems"]))")
    await host.destroy()
  }

  @Test(
    "what is wrong with a citation is said with what to write",
    arguments: [
      ("Miranda v. Arizona, 384 US 436 (1966)", "write U.S. instead of US"),
      ("Miranda v. Arizona, 384 U.S. 436", "the year is missing"),
      ("Roe v. Doe, 99 U.S. (1990)", "the page is missing"),
      ("Miranda v Arizona, 384 U.S. 436 (1966)", "write v. instead of v"),
      ("Marbury v. Madison, 5 U.S. 137 (1804)", "is of 1803, not of 1804"),
      ("Smith v. Jones, 5 U.S. 137 (1803)", "at this place stands Marbury v. Madison"),
      ("Specht v. Netscape, 306 F.3d 17 (2002)", "the court is missing"),
      ("Doe v. Roe, 12 F.3d 33 (2d Cir. 1950)", "F.3d has decisions from 1993 to 2021, not of 1950"),
      ("Doe v. Roe, 12 F.4th 33 (2d Cir. 2999)", "is yet to come"),
      ("Doe v. Roe, 12 N.Q. 33 (1950)", "is N.E. or N.W. or N.Y. meant?"),
      ("Doe v. Roe, 12 Frob. 33 (1950)", "the reporter Frob. is not known"), ("17 U.S.C. 107", "the sign § is missing"),
    ])
  func malformed(text: String, problem: String) async throws {
    let found = try await cite(text)
    #expect(found.count == 1)
    #expect(found.first?["wellFormed"] as? Bool == false)
    #expect((found.first?["problems"] as? [String])?.contains { $0.contains(problem) } == true, "\(found)")
    await host.destroy()
  }

  @Test(
    "what is no citation is not taken for one",
    arguments: [
      "It cost 5 U.S. dollars in 1990.", "Chapter 7 of 12 (2001)", "", "v. v. v.", "[1932]", "1 2 3 4 U.S.", "日本 § 5",
    ])
  func others(text: String) async throws {
    #expect(try await cite(text).isEmpty)
    await host.destroy()
  }

  @Test("the authorities for a question are cited, so many as are asked for, and all of them well")
  func citing() async throws {
    let answer = await host.call("legal.cite", #"{"query":"contract damages care court statute","count":5}"#).values
    #expect((answer["citations"] as? [Any])?.count == 5)
    let all = await host.call("legal.cite", #"{"query":"a court decides statute act state care contract use"}"#).values
    #expect(all["malformed"] as? Int == 0)
    #expect(try #require(all["wellFormed"] as? Int) > 20)
    await host.destroy()
  }

  private static let contract = """
    SERVICE AGREEMENT

    1. Parties. This agreement is made between Ada Ltd and Bolt Inc.

    2. Term. It begins on the effective date. The initial term is one year and automatically renews.

    3. Fees. The fees are payable within thirty days of the invoice. Fees are non-refundable.

    4. Termination. Bolt may terminate this agreement at any time without notice.

    5. Confidentiality. Each party keeps confidential information secret for three years.

    6. Limitation of liability. In no event shall either party be liable for indirect damages, except for intent.

    7. Intellectual property. Each party keeps the copyright in its own work.

    8. Governing law. This agreement is governed by the laws of Ireland.

    Signed by the authorized representatives of the parties.
    """

  private func review(_ text: String) async throws -> [String: Any] {
    let payload = String(decoding: try JSONSerialization.data(withJSONObject: ["text": text]), as: UTF8.self)
    return await host.call("legal.review", payload).values
  }

  @Test("a contract is read: its clauses, what is missing, and the risks, the gravest first")
  func contract() async throws {
    let review = try await review(Self.contract)
    let clauses = try #require(review["clauses"] as? [[String: Any]]).compactMap { $0["type"] as? String }
    for type in [
      "parties", "term", "payment", "termination", "confidentiality", "liability", "governing-law", "signatures",
    ] {
      #expect(clauses.contains(type), "\(type) is not in \(clauses)")
    }
    #expect((review["missing"] as? [Any])?.isEmpty == true)
    let risks = try #require(review["risks"] as? [[String: Any]])
    #expect(risks.map { $0["clause"] as? String } == ["termination", "term", "payment"])
    #expect(risks.map { $0["severity"] as? String } == ["high", "medium", "medium"])
    #expect(risks.first?["excerpt"] as? String == "Bolt may terminate this agreement at any time without notice.")
    #expect(risks.first?["paragraph"] as? Int == 5)
    #expect(review["recommendation"] as? String == "revise")
    await host.destroy()
  }

  @Test("an amended contract is accepted, a shortened one lacks what was left out")
  func amended() async throws {
    let good = Self.contract.replacing(
      "Bolt may terminate this agreement at any time without notice",
      with: "Either party may terminate this agreement with notice of thirty days"
    )
    .replacing(" and automatically renews", with: "").replacing("Fees are non-refundable.", with: "")
    let accepted = try await review(good)
    #expect(accepted["recommendation"] as? String == "accept", "\(accepted)")
    #expect((accepted["risks"] as? [Any])?.isEmpty == true)
    let short = try await review(
      good.replacing("8. Governing law. This agreement is governed by the laws of Ireland.", with: ""))
    #expect((short["missing"] as? [[String: Any]])?.map { $0["type"] as? String } == ["governing-law"])
    #expect(short["recommendation"] as? String == "revise")
    await host.destroy()
  }

  @Test("what is no contract is said to be none; nothing is refused; a megabyte is read")
  func edges() async throws {
    let poem = try await review("The sea is blue.\n\nThe sky is too. größe 日本")
    #expect(poem["confidence"] as? Double == 0.2 && poem["recommendation"] as? String == "reject")
    #expect((poem["summary"] as? String)?.contains("does not look like a contract") == true)
    #expect(await host.call("legal.review", #"{"text":" \n "}"#).code == "no_text")
    #expect(await host.call("legal.research", #"{"query":""}"#).code == "empty_query")
    #expect(await host.call("legal.analyze", "{}").code == "empty_query")
    #expect(await host.call("legal.cite", "{}").code == "no_text")
    #expect(await host.call("legal.research", #"{"query":"a b","limit":99}"#).code == "bad_limit")
    let long = try await review(String(repeating: Self.contract + "\n\n", count: 300))
    #expect((long["risks"] as? [Any])?.count == 3)
    await host.destroy()
  }

  @Test("files that are not there or are broken are told when the agent starts")
  func brokenFiles() throws {
    let path = FileManager.default.temporaryDirectory.path + "/legal-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let config = #"{"documents":"\#(path)"}"#
    let missing = #expect(throws: TestHost.Refusal.self) { try ShippedAgent.host("legal", config: config) }
    #expect(missing?.message.contains("authorities.json cannot be read") == true)
    try "{}".write(toFile: path + "/authorities.json", atomically: true, encoding: .utf8)
    let broken = #expect(throws: TestHost.Refusal.self) { try ShippedAgent.host("legal", config: config) }
    #expect(broken?.message.contains("authorities.json is not what it should be") == true)
  }
}
