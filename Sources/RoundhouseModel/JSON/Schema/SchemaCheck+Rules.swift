// What each rule asks of a value, and what is said if it does not hold.
extension SchemaCheck {
  mutating func apply(_ rule: Subschema.Rule, to value: JSONNode) {
    switch rule {
    case .never: complain(value, "nothing is allowed here")
    case .kinds(let kinds):
      if !kinds.allows(value) { complain(value, expected: "\(kinds)") }
    case .values(let values, let shown):
      spend(value.raw.count / 16)
      if !values.contains(value.canonical) { complain(value, expected: shown) }
    case .atLeast, .atMost, .multiple: applyNumber(rule, value)
    case .length(let range): applyLength(range, value)
    case .elementCount(let range):
      if value.kind == .array { applyCount(range, value.count, "element", value) }
    case .memberCount(let range):
      if value.kind == .object { applyCount(range, value.count, "member", value) }
    case .uniqueElements: applyUnique(value)
    case .required(let keys): applyRequired(keys, value)
    case .members(let places, let others): applyMembers(places, others, value)
    case .elements(let places, let others): applyElements(places, others, value)
    case .all(let places): for place in places { check(value, place) }
    case .any(let places): applyAny(places, value)
    case .one(let places): applyOne(places, value)
    case .not(let place):
      if trial(value, place) == nil { complain(value, "\(ManifestProblems.summary(value)) is excluded here") }
    }
  }

  private mutating func complain(_ value: JSONNode, expected: @autoclosure () -> String) {
    complain(value, "expected \(expected()), found \(ManifestProblems.summary(value))")
  }

  private mutating func applyNumber(_ rule: Subschema.Rule, _ value: JSONNode) {
    guard value.kind == .number else { return }
    spend(value.raw.count / 16)
    let number = JSONDecimal(value.raw)
    switch rule {
    case .atLeast(let bound, let isExclusive, let shown):
      if number < bound || isExclusive && number == bound {
        complain(value, expected: isExclusive ? "more than \(shown)" : "at least \(shown)")
      }
    case .atMost(let bound, let isExclusive, let shown):
      if bound < number || isExclusive && number == bound {
        complain(value, expected: isExclusive ? "less than \(shown)" : "at most \(shown)")
      }
    case .multiple(let divisor, let shown):
      if !number.isMultiple(of: divisor) { complain(value, expected: "a multiple of \(shown)") }
    default: break
    }
  }

  private mutating func applyLength(_ range: ClosedRange<Int>, _ value: JSONNode) {
    guard value.kind == .string, let text = value.utf8 else { return }
    spend(text.count / 16)
    applyCount(range, text.count { $0 & 0xC0 != 0x80 }, "character", value)
  }

  private mutating func applyCount(_ range: ClosedRange<Int>, _ count: Int, _ unit: String, _ value: JSONNode) {
    if range.contains(count) { return }
    let bound = count < range.lowerBound ? range.lowerBound : range.upperBound
    let side = count < range.lowerBound ? "least" : "most"
    complain(value, "expected at \(side) \(bound) \(unit)\(bound == 1 ? "" : "s"), found \(count)")
  }

  private mutating func applyUnique(_ value: JSONNode) {
    guard value.kind == .array else { return }
    spend(value.raw.count / 16)
    var seen: Set<[UInt8]> = []
    for element in value.elements where !seen.insert(element.canonical).inserted {
      return complain(element, "stands here twice, and each element must be different")
    }
  }

  private mutating func applyRequired(_ keys: [String], _ value: JSONNode) {
    guard value.kind == .object else { return }
    for key in keys {
      guard spend(1 + value.count / 8) else { return }
      if value[key] == nil { complain(value, "the key \"\(key)\" is missing") }
    }
  }

  /// Of duplicate keys each one is checked: whichever the reader takes, it is one that satisfies the schema.
  private mutating func applyMembers(_ places: [ArraySlice<UInt8>: Int], _ others: Int?, _ value: JSONNode) {
    for member in value.keyedMembers {
      guard spend(1), !isSettled else { return }
      if let place = places[member.key.utf8 ?? []] {
        check(member.value, place)
      } else if let others {
        if case .never? = subschemas[others].rules.first {
          complainOfUnknown(member, places)
        } else {
          check(member.value, others)
        }
      }
    }
  }

  private mutating func complainOfUnknown(_ member: JSONMember, _ places: [ArraySlice<UInt8>: Int]) {
    if trials > 0 { return complain(member.value, "unknown key") }
    let names = places.keys.map { String(decoding: $0, as: UTF8.self) }.sorted()
    let nearest = Spelling.nearest(to: member.name, among: names)
    complain(member.value, "unknown key" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""))
  }

  private mutating func applyElements(_ places: [Int], _ others: Int?, _ value: JSONNode) {
    for (position, element) in value.elements.enumerated() {
      guard spend(1), !isSettled else { return }
      if position < places.count {
        check(element, places[position])
      } else if let others {
        check(element, others)
      } else {
        return
      }
    }
  }

  private mutating func applyAny(_ places: [Int], _ value: JSONNode) {
    var failures: [Complaint] = []
    for place in places {
      guard let failure = trial(value, place) else { return }
      failures.append(failure)
    }
    let message = noneOf(failures)
    complain(value, message)
  }

  private mutating func applyOne(_ places: [Int], _ value: JSONNode) {
    var failures: [Complaint] = []
    for place in places {
      if let failure = trial(value, place) { failures.append(failure) }
    }
    let matches = places.count - failures.count
    if matches == 1 { return }
    let message = matches == 0 ? noneOf(failures) : "matches \(matches) alternatives, and must match exactly one"
    complain(value, message)
  }

  /// Why no alternative fits; in full only where it will be told.
  private func noneOf(_ failures: [Complaint]) -> String {
    let sentence = "matches none of \(failures.count) alternatives"
    if trials > 0 { return sentence }
    return sentence + ": " + failures.prefix(3).map { violation($0).description }.joined(separator: "; or ")
  }
}
