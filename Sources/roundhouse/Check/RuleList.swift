internal import RoundhouseConformance
internal import RoundhouseModel

/// What `check --list` shows: each rule, and the tests that prove it.
struct RuleList {
  func text(_ terminal: Terminal) -> String {
    RuleBook.groups.map { group in
      let rules = RuleBook.all.filter { $0.group == group.name }
      let title = terminal.ink.bold("\(group.name)  \(group.title)") + "\n"
      return title + rules.map { lines($0, terminal) }.joined()
    }.joined(separator: "\n")
  }

  private func lines(_ rule: Rule, _ terminal: Terminal) -> String {
    let width = max((terminal.width ?? 120) - 8, 40)
    let requirement = Wrapping.wrap(rule.requirement, width: width).replacing("\n", with: "\n        ")
    let number = rule.number + String(repeating: " ", count: max(1, 6 - rule.number.count))
    let tests = ConformanceSuite.all.filter { $0.rule == rule.number }
    return "  \(number)\(requirement)\n" + tests.map { line($0, terminal) }.joined()
  }

  private func line(_ test: ConformanceTest, _ terminal: Terminal) -> String {
    let space = String(repeating: " ", count: max(1, 28 - test.id.count))
    let tiers = test.place == .tiers ? "" : test.place == .files ? "" : ", in \(tiers(test).joined()) only"
    let text = "\(test.level.rawValue)\(tiers): \(test.title)"
    return "        " + terminal.ink(test.id, .cyan) + space + terminal.ink.dim(text) + "\n"
  }
}

/// Where a test is made; nowhere if it looks at files only.
private func tiers(_ test: ConformanceTest) -> [String] {
  Tier.allCases.filter(test.place.includes).map(\.rawValue)
}

extension RuleList: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.beginArray()
    for test in ConformanceSuite.all {
      let rule = RuleBook.rule(test.rule)
      json.beginObject()
      json.member("id", test.id)
      json.member("rule", rule.number)
      json.member("requirement", rule.requirement)
      json.member("consequence", rule.consequence)
      json.member("does", test.title)
      json.member("level", test.level.rawValue)
      json.member("tiers", tiers(test))
      if !test.place.whyHostOnly.isEmpty { json.member("onlyInHost", test.place.whyHostOnly) }
      json.member("advises", test.weight == .should)
      json.endObject()
    }
    json.endArray()
  }
}
