import FixtureBuilder
import Foundation
import RoundhouseModel
import Testing

/// Whatever stands in the file: a manifest comes out, or at least one problem.
struct ManifestFuzzTests {
  @Test("A damaged manifest is read or explained, 20 000 times", arguments: 1...4)
  func survivesDamage(_ seed: UInt64) { survivesDamage(Array(ManifestText.full.utf8), seed) }

  @Test("So is one of a C library", .enabled(if: FileManager.default.fileExists(atPath: foreign.path())))
  func survivesForeignDamage() throws { survivesDamage([UInt8](try Data(contentsOf: Self.foreign)), 5) }

  private static let foreign = Fixture.root.appending(path: "Plugins/sqlite/agent.json")

  private func survivesDamage(_ good: [UInt8], _ seed: UInt64) {
    var random = Seeded(seed)
    var read = 0
    var refused = 0
    for _ in 0..<5_000 {
      let text = damaged(good, &random)
      do {
        let manifest = try ManifestReader.read(text, path: "agent.json")
        #expect(!manifest.id.isEmpty && !manifest.capabilities.isEmpty)
        read += 1
      } catch {
        #expect(!error.isEmpty)
        #expect(error.list.allSatisfy { !$0.expected.isEmpty && !$0.remedy.isEmpty && $0.line > 0 }, "\(error)")
        refused += 1
      }
    }
    #expect(read > 0 && refused > 2_500)
  }

  @Test("A manifest cut off at any byte is refused with a place")
  func refusesEveryPrefix() {
    let good = Array(ManifestText.full.utf8)
    for length in 0..<good.count {
      let problems = #expect(throws: ManifestProblems.self) {
        try ManifestReader.read(Array(good[..<length]), path: "agent.json")
      }
      #expect(problems?.list.first?.line ?? 0 > 0)
    }
  }

  /// One to three changes, most of which leave it JSON: a value replaced by another, a byte changed, a piece doubled.
  private func damaged(_ good: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var text = good
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0..<text.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: text[place] = UInt8.random(in: 0...255, using: &random)
      case 1: text.removeSubrange(place..<min(text.count, place + Int.random(in: 1...40, using: &random)))
      case 2:
        let piece = text[place..<min(text.count, place + Int.random(in: 1...60, using: &random))]
        text.insert(contentsOf: Array(piece), at: Int.random(in: 0...text.count, using: &random))
      default: replaceValue(&text, &random)
      }
      if text.isEmpty { return text }
    }
    return text
  }

  private func replaceValue(_ text: inout [UInt8], _ random: inout Seeded) {
    guard let root = try? JSONDocument(parsing: text).root else { return }
    var node = root
    while node.count > 0, Int.random(in: 0..<5, using: &random) > 0 {
      let members = node.keyedMembers.map(\.value) + Array(node.elements)
      guard let next = members.randomElement(using: &random) else { break }
      node = next
    }
    guard let value = Self.values.randomElement(using: &random) else { return }
    text.replaceSubrange(node.raw.startIndex..<node.raw.endIndex, with: Array(value.utf8))
  }

  private static let values = [
    "null", "true", "0", "-1", "1e400", "99999999999999999999", "0.5", "\"\"", "\"x\"", "\"30s\"", "\"a.b\"", "[]",
    "[[]]", "{}", "{\"a\":{}}", "[1,1]", "\"\\u0000\"", "\"../..\"", "\"\\ud83d\\ude00\"", "{\"type\":\"object\"}",
    "{\"$ref\":\"#\"}", "[{\"name\":\"a\"}]", "{\"not\":{\"$ref\":\"#/not\"}}",
  ]
}
