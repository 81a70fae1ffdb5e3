// SPDX-License-Identifier: Apache-2.0
import AgentText

/// Says what is wrong with a citation, and how it is to be written.
struct CitationChecker {
  private let known: [String: Authority]
  private let year: Int

  /// - Parameter year: the present one, after which nothing can have been decided.
  init(_ corpus: Corpus, year: Int) {
    self.year = year
    var known: [String: Authority] = [:]
    for authority in corpus.authorities where authority.kind == .case {
      for citation in CitationFinder(authority.citation).citations { known[citation.place] = authority }
    }
    self.known = known
  }

  func checked(_ citation: Citation) -> Citation {
    var citation = citation
    if citation.kind == .case { check(&citation) }
    citation.wellFormed = citation.problems.isEmpty
    citation.formatted = Self.format(citation)
    return citation
  }

  private func check(_ citation: inout Citation) {
    guard let reporter = Reporter.all[Reporter.key(of: citation.reporter)] else {
      citation.problems.append(unknown(citation.reporter))
      return
    }
    if citation.page ?? 0 == 0 { citation.problems.append("the page is missing; write it after \(reporter.name)") }
    if citation.volume == 0 { citation.problems.append("there is no volume 0") }
    checkYear(reporter, &citation)
    if reporter.needsCourt, citation.court == nil {
      citation.problems.append("the court is missing; write it before the year, as in (2d Cir. 2002)")
    }
    let versus = citation.parties?.split(separator: " ").first { ["v", "vs."].contains($0) }
    if let versus, !reporter.isBracketed {
      citation.problems.append("write v. instead of \(versus) between the parties")
    }
    compare(&citation)
    if citation.court == nil { citation.court = known[citation.place]?.court ?? reporter.court }
  }

  private func checkYear(_ reporter: Reporter, _ citation: inout Citation) {
    guard let year = citation.year else {
      citation.problems.append("the year is missing; add it in parentheses")
      return
    }
    if year > self.year {
      citation.problems.append("the year \(year) is yet to come")
    } else if !(reporter.years ~= year) {
      let last = reporter.years.upperBound
      let span =
        last > self.year ? "since \(reporter.years.lowerBound)" : "from \(reporter.years.lowerBound) to \(last)"
      citation.problems.append("\(reporter.name) has decisions \(span), not of \(year)")
    }
  }

  /// With an authority that stands at the same place.
  private func compare(_ citation: inout Citation) {
    guard let authority = known[citation.place] else { return }
    if let year = citation.year, year != authority.year {
      citation.problems.append("\(authority.named) is of \(authority.year), not of \(year)")
    }
    if let parties = citation.parties, Self.names(parties).isDisjoint(with: Self.names(authority.name)) {
      citation.problems.append("at this place stands \(authority.named), not \(parties)")
    }
  }

  /// The words of parties, without the v between them.
  private static func names(_ parties: String) -> Set<String> { Set(parties.stems.filter { $0.count > 1 }) }

  private func unknown(_ name: String) -> String {
    let key = Reporter.key(of: name)
    let near = Reporter.all.filter { Self.areNear($0.key, key) }.map(\.value.name).sorted().prefix(3)
    let advice = near.isEmpty ? "compare its abbreviation" : "is \(near.joined(separator: " or ")) meant?"
    return "the reporter \(name) is not known; \(advice)"
  }

  /// Whether one letter more, less or other makes one of the other.
  private static func areNear(_ one: String, _ other: String) -> Bool {
    let prefix = zip(one, other).prefix { $0 == $1 }.count
    let rests = (Array(one.dropFirst(prefix)), Array(other.dropFirst(prefix)))
    return [(1, 0), (0, 1), (1, 1)].contains { rests.0.dropFirst($0.0).elementsEqual(rests.1.dropFirst($0.1)) }
      && !one.isEmpty
  }

  /// Both sides of the `v.`
  private static func parties(_ name: String) -> [String] {
    let words = name.split(separator: " ")
    let sides = words.split { ["v", "v.", "vs."].contains($0) }
    return sides.map { $0.joined(separator: " ") }
  }

  private static func format(_ citation: Citation) -> String {
    if citation.kind == .statute {
      return (citation.volume.map { "\($0) " } ?? "") + "\(citation.reporter) § \(citation.section ?? "")"
    }
    let reporter = Reporter.all[Reporter.key(of: citation.reporter)]
    let versus = reporter?.isBracketed == true ? " v " : " v. "
    let name = citation.parties.map { "\(Self.parties($0).joined(separator: versus)), " } ?? ""
    let place = [citation.place, citation.pinpoint, citation.parallel].compactMap(\.self).joined(separator: ", ")
    if reporter?.isBracketed == true { return "\(name)[\(citation.year ?? 0)] \(place)" }
    let court = reporter?.needsCourt == true || reporter == nil ? citation.court : nil
    let decided = [court, citation.year.map(String.init)].compactMap(\.self).joined(separator: " ")
    return name + place + (decided.isEmpty ? "" : " (\(decided))")
  }
}
