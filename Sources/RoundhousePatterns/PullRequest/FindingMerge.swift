/// Makes one finding of those that several reviewers have found alike. Pure, and the same in whatever order they come.
///
/// Two are the same if they are of one file and near in it, and have one rule or say it with much the same words. What one
/// reviewer has found twice are two findings, unless it has said the same of the same line.
struct FindingMerge {
  private struct Group {
    var finding: CodeFinding
    let line: Int
    var words: Set<Substring>
    /// Of the finding whose words stand for all.
    var severity: FindingSeverity
  }

  /// Groups that one finding is compared with, the nearest first; so many on one spot are no longer of use to anybody.
  private static let most = 50
  /// How much of two texts' words must be the same.
  private static let likeness = 0.5

  private let near: Int
  private let reviewers: [String]
  private var groups: [Group] = []

  /// - Parameters:
  ///   - near: lines.
  ///   - reviewers: in the order in which they are named.
  /// - Returns: the gravest first, then by file and line.
  static func merged(_ findings: [CodeFinding], near: Int, reviewers: [String]) -> [CodeFinding] {
    var merge = FindingMerge(near: near, reviewers: reviewers)
    for finding in findings.sorted(by: merge.comesFirst) { merge.add(finding) }
    return merge.groups.map(\.finding).sorted { a, b in
      (b.severity, a.file, a.line, a.rule, a.message) < (a.severity, b.file, b.line, b.rule, b.message)
    }
  }

  private init(near: Int, reviewers: [String]) {
    self.near = near
    self.reviewers = reviewers
  }

  private func comesFirst(_ a: CodeFinding, _ b: CodeFinding) -> Bool {
    if a.file != b.file { return a.file < b.file }
    if a.line != b.line { return a.line < b.line }
    if a.severity != b.severity { return a.severity > b.severity }
    if a.rule != b.rule { return a.rule < b.rule }
    if a.message != b.message { return a.message < b.message }
    return place(a.foundBy[0]) < place(b.foundBy[0])
  }

  private func place(_ reviewer: String) -> Int { reviewers.firstIndex(of: reviewer) ?? reviewers.count }

  private mutating func add(_ finding: CodeFinding) {
    let words = Self.words(finding.message)
    var best: Int?
    for place in groups.indices.reversed().prefix(Self.most) {
      let group = groups[place]
      guard group.finding.file == finding.file, finding.line - group.line <= near else { break }
      if isSame(finding, words, group), best.map({ groups[$0].line < group.line }) ?? true { best = place }
    }
    guard let best else {
      groups.append(Group(finding: finding, line: finding.line, words: words, severity: finding.severity))
      return
    }
    absorb(finding, words, into: best)
  }

  private func isSame(_ finding: CodeFinding, _ words: Set<Substring>, _ group: Group) -> Bool {
    let other = group.finding
    // What is said of a file as a whole is not said of its first line.
    guard (finding.line == 0) == (group.line == 0) else { return false }
    if other.foundBy.contains(finding.foundBy[0]) {
      return finding.line == group.line && finding.rule == other.rule && finding.message == other.message
    }
    return !finding.rule.isEmpty && finding.rule == other.rule || Self.likeness(words, group.words) >= Self.likeness
  }

  private mutating func absorb(_ finding: CodeFinding, _ words: Set<Substring>, into place: Int) {
    var group = groups[place]
    let reviewer = finding.foundBy[0]
    if !group.finding.foundBy.contains(reviewer) { group.finding.foundBy.append(reviewer) }
    group.finding.foundBy.sort { self.place($0) < self.place($1) }
    if finding.severity > group.severity {
      (group.finding.severity, group.severity) = (finding.severity, finding.severity)
      (group.finding.rule, group.finding.message) = (finding.rule, finding.message)
      if !finding.suggestion.isEmpty { group.finding.suggestion = finding.suggestion }
      group.words = words
    }
    if group.finding.suggestion.isEmpty { group.finding.suggestion = finding.suggestion }
    groups[place] = group
  }

  private static func words(_ text: String) -> Set<Substring> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 2 })
  }

  private static func likeness(_ a: Set<Substring>, _ b: Set<Substring>) -> Double {
    let common = a.intersection(b).count
    let all = a.count + b.count - common
    return all == 0 ? 0 : Double(common) / Double(all)
  }
}
