import RoundhouseExpressions
import Testing

/// Nothing that is given as a source, a pattern or a text takes the process down, or its time.
struct FuzzTests {
  private static let limits = ExpressionLimits(steps: 20_000, size: 2_000)
  private static let document = Array(#"{"a":[1,{"b":"x\"y"}],"b":-1.5e3,"c":null,"é":"é"}"#.utf8)

  private func attempt(_ source: String, _ text: [UInt8] = document) {
    guard let expression = try? Expression(source) else { return }
    guard let results = try? expression.evaluateAll(.text(text), limits: Self.limits) else { return }
    #expect(JSONValue.array(results).text.count < 200_000)
  }

  @Test("Random bytes are no program, or one that ends", arguments: [1, 2, 3] as [UInt64])
  func bytes(_ seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<10_000 {
      let count = Int.random(in: 0..<40, using: &random)
      attempt(String(decoding: (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }, as: UTF8.self))
    }
  }

  @Test("Programs with parts swapped, doubled and lost end as well", arguments: [4, 5, 6] as [UInt64])
  func mutations(_ seed: UInt64) {
    var random = Seeded(seed)
    let pieces = JQTable.programs.map { Array($0.utf8) }
    for _ in 0..<8_000 {
      var source = pieces.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let other = pieces.randomElement(using: &random) ?? []
        let place = Int.random(in: 0...source.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: source.insert(contentsOf: other, at: place)
        case 1: source.removeLast(source.count - place)
        case 2: source.insert(other.randomElement(using: &random) ?? 0x7C, at: place)
        default: if place < source.count { source.remove(at: place) }
        }
      }
      attempt(String(decoding: source, as: UTF8.self))
    }
  }

  @Test("Texts that are damaged give an error or a value", arguments: [7, 8] as [UInt64])
  func texts(_ seed: UInt64) {
    var random = Seeded(seed)
    let paths = [".a[1].b", ".a[-1]", ".b", ".c.d", ".é", ".a[0]?", ".x", "."]
    for _ in 0..<10_000 {
      var text = Self.document
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<max(1, text.count), using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text.removeLast(text.count - place)
        case 1: if place < text.count { text[place] = UInt8.random(in: 0...255, using: &random) }
        default: text.insert(Array("\"\\{}[],:0-".utf8).randomElement(using: &random) ?? 0, at: min(place, text.count))
        }
      }
      attempt(paths.randomElement(using: &random) ?? ".", text)
    }
  }

  @Test("Random patterns are refused or matched", arguments: [9, 10] as [UInt64])
  func patterns(_ seed: UInt64) {
    var random = Seeded(seed)
    let letters = Array("ab()[]{}|*+?^$.\\-,12dwsbé")
    for _ in 0..<10_000 {
      let pattern = String(
        (0..<Int.random(in: 0..<14, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
      attempt("\"aab1 é\" | test(\(JSONValue.string(pattern)); \"i\")")
    }
  }
}
