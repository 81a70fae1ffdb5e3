import AgentText
import Testing

@Suite("Index of texts") struct IndexTests {
  private static let rows = [
    TextIndex.Row(1, title: "Cats", text: "They sleep all day."),
    TextIndex.Row(2, title: "Dogs", text: "A dog and a cat."),
    TextIndex.Row(3, title: "Größe", text: "Nothing of them; \"quoted\" AND café."),
  ]

  private static func numbers(_ question: String, without row: Int? = nil) throws -> [Int] {
    var index = try TextIndex()
    try index.add(rows)
    if let row { try index.remove(rows[row - 1]) }
    return try index.matches(for: TextQuery(question), limit: 10).map(\.number)
  }

  @Test("rows are found by any form of a word, those with it in their title first")
  func forms() throws {
    #expect(try Self.numbers("cats") == [1, 2])
    #expect(try Self.numbers("sleeping dog") == [2, 1])
    #expect(try Self.numbers("cafe") == [3])
    #expect(try Self.numbers("GRÖSSE größe") == [3])
  }

  @Test(
    "SQLite cuts and folds words as we do",
    arguments: ["Łódź", "ø", "ñandú", "Ångström", "ưu", "ấ", "x2y", "ß", "ﬁn", "日本", "й", "ё"])
  func folding(word: String) throws {
    var index = try TextIndex()
    try index.add([TextIndex.Row(1, title: "", text: word)])
    #expect(try index.matches(for: TextQuery(word), limit: 1).count == 1)
  }

  @Test(
    "what means something to SQLite means nothing in a question", arguments: ["\"", "*", "NEAR(", "a AND", "-", "{}:^"])
  func syntax(question: String) throws {
    _ = try Self.numbers(question)
    #expect(try Self.numbers("\(question) dogs \(question)").contains(2))
  }

  @Test("a removed row is found no more, the others are")
  func removal() throws {
    #expect(try Self.numbers("cats", without: 1) == [2])
    #expect(try Self.numbers("sleep", without: 1) == [])
  }

  @Test("the limit counts only rows that are wanted, and rows are added all or not at all")
  func limits() throws {
    var index = try TextIndex()
    try index.add(Self.rows)
    #expect(try index.matches(for: TextQuery("cat"), limit: 1) { $0 == 2 }.map(\.number) == [2])
    #expect(try index.matches(for: TextQuery("cat"), limit: 0).isEmpty)
    #expect(try index.matches(for: TextQuery(""), limit: 9).isEmpty)
  }
}
