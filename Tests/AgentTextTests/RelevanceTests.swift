import AgentText
import Testing

@Suite("Relevance and centrality") struct RelevanceTests {
  @Test("a rare word is worth more than a frequent one, and all words more than one of them")
  func rarity() {
    let texts = ["agent host", "agent run", "agent plan", "quarantine"].map(\.stems)
    let relevance = Relevance(TextQuery("agent quarantine"), among: texts)
    #expect(relevance.score(["quarantin"]) > relevance.score(["agent"]))
    #expect(relevance.score(["agent", "quarantin"]) > relevance.score(["quarantin"]))
    #expect(relevance.score(["sea"]) == 0)
  }

  @Test("scores stay between 0 and 1, also without texts and without words")
  func bounds() {
    let query = TextQuery("one two")
    let many = Array(repeating: "one", count: 10_000)
    for texts in [[], [many], [many, ["two"]]] {
      let relevance = Relevance(query, among: texts)
      for text in [[], many, ["two"], many + ["two"]] { #expect(0...1 ~= relevance.score(text)) }
    }
    #expect(Relevance(TextQuery(""), among: [["one"]]).score(["one"]) == 0)
  }

  @Test("the sentence that shares most with the others is the central one")
  func centre() {
    let sentences = ["cats sleep", "cats sleep and dogs bark", "dogs bark", "rain"].map(\.stems)
    let values = Centrality(sentences).values
    #expect(values.indices.max { values[$0] < values[$1] } == 1)
    #expect(values[3] == 0)
    #expect(Centrality([]).values.isEmpty)
    #expect(Centrality([["one"]]).values == [0])
  }

  @Test("the mean over all pairs is what the short way computes")
  func mean() {
    let same = ["one", "two"]
    for value in Centrality([same, same, same]).values { #expect(abs(value - 1) < 1e-9) }
  }
}
