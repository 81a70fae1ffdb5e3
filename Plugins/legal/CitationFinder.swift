// SPDX-License-Identifier: Apache-2.0

/// Finds citations in a text and takes them apart. What they should be like is for ``CitationChecker`` to say.
struct CitationFinder {
  private static let connectors: Set<String> = ["&", "and", "de", "ex", "for", "in", "of", "on", "re", "rel.", "the"]
  private static let signals: Set<String> = [
    "accord", "also", "although", "as", "but", "cf.", "e.g.,", "held", "in", "see", "that", "the", "under", "with",
  ]
  private static let longestName = 16
  private static let longestReporter = 4
  private static let mostParallels = 4

  private let words: [Substring]

  init(_ text: String) { words = text.split(whereSeparator: \.isWhitespace) }

  /// In the order in which they stand.
  var citations: [Citation] {
    var citations: [Citation] = []
    var index = 0
    while index < words.count {
      if let (citation, end) = statute(at: index) ?? bracketed(at: index) ?? reported(at: index) ?? unknown(at: index) {
        citations.append(citation)
        index = end
      } else {
        index += 1
      }
    }
    return citations
  }

  private typealias Found = (citation: Citation, end: Int)

  /// `17 U.S.C. § 107`, `U.C.C. § 2-207`.
  private func statute(at index: Int) -> Found? {
    let title = words[index].number
    let place = title == nil ? index : index + 1
    guard let code = word(place).map({ Reporter.key(of: $0) }), let name = Self.codes[code] else { return nil }
    guard (title != nil) == (code != "ucc"), word(place)?.first?.isUppercase == true else { return nil }
    let hasSign = word(place + 1).map { ["§", "§§", "Sec.", "sec."].contains($0) || $0.hasPrefix("§") } ?? false
    let isAttached = hasSign && (word(place + 1)?.count ?? 0) > 2 && word(place + 1)?.hasPrefix("§") == true
    let sectionPlace = hasSign && !isAttached ? place + 2 : place + 1
    guard let section = word(sectionPlace)?.section else { return nil }
    var citation = Citation(text: text(index, sectionPlace), kind: .statute, volume: title, reporter: name)
    citation.section = section
    if !hasSign { citation.problems.append("the sign § is missing before \(section)") }
    note(words[place...place], is: name, &citation)
    return (citation, sectionPlace + 1)
  }

  /// `[1893] 1 QB 256`.
  private func bracketed(at index: Int) -> Found? {
    guard words[index].hasPrefix("["), let year = words[index].number, 1_000...9_999 ~= year else { return nil }
    let volume = word(index + 1)?.number
    let place = volume == nil ? index + 1 : index + 2
    guard let (reporter, end) = reporter(at: place), reporter.isBracketed else { return nil }
    var citation = Citation(text: "", kind: .case, volume: volume, reporter: reporter.name, year: year)
    citation.page = word(end)?.number
    note(words[place..<end], is: reporter.name, &citation)
    return named(citation, index, citation.page == nil ? end : end + 1)
  }

  /// `Brown v. Board of Education, 347 U.S. 483, 495 (1954)`.
  private func reported(at index: Int) -> Found? {
    decision(at: index).map { named($0.citation, index, $0.end) }
  }

  /// `347 U.S. 483, 495 (1954)`, and the same decision in other series: `196 Va. 493, 84 S.E.2d 516 (1954)`.
  private func decision(at index: Int, parallels: Int = Self.mostParallels) -> Found? {
    guard let volume = word(index)?.number, !words[index].hasPrefix("["),
      let (reporter, end) = reporter(at: index + 1)
    else { return nil }
    var citation = Citation(text: "", kind: .case, volume: volume, reporter: reporter.name)
    note(words[index + 1..<end], is: reporter.name, &citation)
    guard let page = word(end)?.number, word(end)?.hasPrefix("(") == false else {
      return word(end)?.hasPrefix("(") == true ? rest(citation, end) : nil
    }
    citation.page = page
    // Court and year stand behind the last one.
    if parallels > 0, word(end)?.hasSuffix(",") == true,
      let (other, last) = decision(at: end + 1, parallels: parallels - 1)
    {
      citation.parallel = [other.place, other.parallel].compactMap(\.self).joined(separator: ", ")
      (citation.court, citation.year) = (other.court, other.year)
      return (citation, last)
    }
    return rest(citation, end + 1)
  }

  /// Something that looks like a citation, of a reporter that is not known.
  private func unknown(at index: Int) -> Found? {
    guard let volume = words[index].number else { return nil }
    for length in 1...3 {
      guard let page = word(index + 1 + length)?.number, word(index + 2 + length)?.hasPrefix("(") == true else {
        continue
      }
      let name = words[index + 1...index + length]
      guard name.allSatisfy({ $0.first?.isUppercase == true }), name.contains(where: { $0.contains(".") }) else {
        continue
      }
      let text = name.joined(separator: " ")
      let citation = Citation(text: "", kind: .case, volume: volume, reporter: text, page: page)
      let found = rest(citation, index + 2 + length)
      return found.citation.year == nil ? nil : named(found.citation, index, found.end)
    }
    return nil
  }

  /// What follows the page: a pinpoint, then court and year in parentheses.
  private func rest(_ citation: Citation, _ place: Int) -> Found {
    var (citation, place) = (citation, place)
    if word(place - 1)?.hasSuffix(",") == true, let pinpoint = word(place)?.pinpoint {
      citation.pinpoint = pinpoint
      place += 1
    }
    guard word(place)?.hasPrefix("(") == true,
      let end = words[place...].prefix(8).firstIndex(where: { $0.contains(")") })
    else { return (citation, place) }
    var parts = words[place...end].map { $0.filter { $0 != "(" }.prefix { $0 != ")" } }
    if let year = parts.last.flatMap({ Int($0) }), 1_000...9_999 ~= year {
      citation.year = year
      parts.removeLast()
    }
    if !parts.isEmpty { citation.court = parts.joined(separator: " ") }
    return (citation, end + 1)
  }

  /// With the parties before it, if there are any.
  private func named(_ citation: Citation, _ index: Int, _ end: Int) -> Found {
    var citation = citation
    let start = parties(before: index)
    if let start { citation.parties = words[start..<index].joined(separator: " ").withoutComma }
    citation.text = text(start ?? index, end - 1)
    return (citation, end)
  }

  /// Where the name of the case begins: on both sides of the last `v.` words with capitals.
  private func parties(before index: Int) -> Int? {
    let first = max(0, index - Self.longestName)
    guard let versus = words[first..<index].lastIndex(where: { ["v.", "v", "vs."].contains($0) }) else { return nil }
    guard words[versus + 1..<index].dropLast().allSatisfy({ !$0.hasSuffix(";") && !$0.hasSuffix(":") }) else {
      return nil
    }
    var start = versus
    while start > first, words[start - 1].isPartOfName(Self.connectors) { start -= 1 }
    while start < versus,
      Self.signals.contains(words[start].lowercased()) || Self.connectors.contains(String(words[start]))
    {
      start += 1
    }
    return start < versus ? start : nil
  }

  private func reporter(at index: Int) -> (reporter: Reporter, end: Int)? {
    for length in (1...Self.longestReporter).reversed() where index + length <= words.count {
      let name = words[index..<index + length]
      guard name.first?.first?.isUppercase == true else { continue }
      if let reporter = Reporter.all[Reporter.key(of: name.joined())] { return (reporter, index + length) }
    }
    return nil
  }

  private func note(_ written: ArraySlice<Substring>, is name: String, _ citation: inout Citation) {
    let text = written.joined(separator: " ")
    if text.filter({ $0 != " " }) != name.filter({ $0 != " " }) {
      citation.problems.append("write \(name) instead of \(text)")
    }
  }

  private func word(_ index: Int) -> Substring? { words.indices.contains(index) ? words[index] : nil }

  private func text(_ first: Int, _ last: Int) -> String {
    let text = words[first...last].joined(separator: " ")
    return String(text.reversed().drop { ",.;:".contains($0) }.reversed())
  }

  private static let codes = ["usc": "U.S.C.", "cfr": "C.F.R.", "ucc": "U.C.C."]
}
