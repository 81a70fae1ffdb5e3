import AgentText
import Testing

@Suite("Words and sentences") struct WordTests {
  @Test(
    "words are letters and digits, in lower case and without accents",
    arguments: [
      ("Hello, World!", ["hello", "world"]), ("Größe café NAÏVE", ["große", "cafe", "naive"]), ("", []), ("?!", []),
      ("e\u{301}cole", ["ecole"]), ("U.S. don't", ["u", "s", "don", "t"]), ("日本語 テスト", ["日本語", "テスト"]),
      ("x\u{0}y", ["x", "y"]), ("R2-D2 42", ["r2", "d2", "42"]), ("Łódź ø", ["łodz", "ø"]),
    ])
  func words(text: String, words: [String]) {
    #expect(text.words == words)
  }

  @Test(
    "a sentence ends at a point before a capital, and not behind an abbreviation",
    arguments: [
      ("One. Two! Three? four", ["One.", "Two!", "Three? four"]),
      ("See Marbury v. Madison. It matters.", ["See Marbury v. Madison.", "It matters."]),
      ("J. S. Bach wrote it, e.g. in 1720. Yes.", ["J. S. Bach wrote it, e.g. in 1720.", "Yes."]),
      ("It is 3.14 wide. \"Good.\" Then", ["It is 3.14 wide.", "\"Good.\"", "Then"]),
      ("A line\nand more.\n\nNext paragraph", ["A line and more.", "Next paragraph"]), ("", []), (" \n\n ", []),
      ("no end", ["no end"]), ("1. First. 2. Second.", ["1. First.", "2. Second."]),
      ("Since 1720. Yes.", ["Since 1720.", "Yes."]),
    ])
  func sentences(text: String, sentences: [String]) {
    #expect(text.sentences == sentences)
  }

  @Test("a query is its words of meaning, without those of asking, unless there are no others")
  func query() {
    #expect(TextQuery("Find AI information and analyze it").words == ["ai"])
    #expect(TextQuery("What is the information?").words == ["information"])
    #expect(TextQuery("to be or not to be").words == ["to", "be", "or", "not"])
    #expect(TextQuery(" ?! ").isEmpty)
    let query = TextQuery("What is AI?", synonyms: ["ai": ["artificial intelligence"]])
    #expect(query.expression == #""ai" OR "artificial intelligence""#)
    #expect(query.weights == ["ai": 1, "artifici": 0.25, "intellig": 0.25])
  }

  @Test("long texts are cut in time that is proportional to their length", .timeLimit(.minutes(1)))
  func longText() {
    let text = String(repeating: "Wörter und Sätze. ", count: 60_000)
    #expect(text.words.count == 180_000)
    #expect(text.sentences.count == 60_000)
    #expect(String(repeating: "a", count: 1_000_000).words.count == 1)
  }
}
