import RoundhouseExpressions
import Testing

/// Patterns beside those of jq.
struct PatternTests {
  @Test(
    "Random patterns match what jq's match", .enabled(if: RealJQ.isHere, "needs jq"), arguments: [1, 2, 3] as [UInt64])
  func agrees(_ seed: UInt64) throws {
    var random = Seeded(seed)
    var cases: [(program: String, document: String)] = []
    while cases.count < 1500 {
      let flags = Bool.random(using: &random) ? "; \"i\"" : ""
      let program = "test(\(JSONValue.string(pattern(3, &random)))\(flags))"
      guard (try? Expression(program)) != nil else { continue }
      let letters = ["a", "b", "B", "c", "1", " ", "\n", "é", "_", "-", "K"]
      let text = (0..<Int.random(in: 0..<8, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" }
      cases.append((program, JSONValue.string(text.joined()).description))
    }
    let answers = try RealJQ.answers(cases)
    for (one, answer) in zip(cases, answers) {
      #expect(OurAnswer(one.program, one.document) == .line(answer), "\(one.program) for \(one.document)")
    }
    #expect(answers.count { $0 == "[true]" } > 300)
    #expect(answers.count { $0 == "[false]" } > 300)
  }

  private func pattern(_ depth: Int, _ random: inout Seeded) -> String {
    let atoms = [
      "a", "b", "c", "1", ".", "\\d", "\\w", "\\s", "\\W", "[ab]", "[^a]", "[a-c]", "[^\\d_]", "[\\w-]", "^", "$",
      "\\b", "\\B",
      "é", "\\.", "-", " ", "[A-C]", "\\n", "\\A", "\\Z", "\\z", "[-a]", "k",
    ]
    guard depth > 0 else { return atoms.randomElement(using: &random) ?? "a" }
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1, 2: return pattern(depth - 1, &random) + pattern(depth - 1, &random)
    case 3: return "(\(pattern(depth - 1, &random))|\(pattern(depth - 1, &random)))"
    case 4:
      return "(?:\(pattern(depth - 1, &random)))"
        + (["*", "+", "?", "{2}", "{1,2}", "{1,}", "*?"].randomElement(using: &random) ?? "")
    case 5: return "(\(pattern(depth - 1, &random)))" + (["*", "+", "?", "{0,1}"].randomElement(using: &random) ?? "")
    default: return atoms.randomElement(using: &random) ?? "a"
    }
  }
}
