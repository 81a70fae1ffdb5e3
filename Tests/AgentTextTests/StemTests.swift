import AgentText
import Testing

@Suite("Stems") struct StemTests {
  @Test(
    "each step of the algorithm does what its author's examples say",
    arguments: [
      ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("feed", "feed"), ("agreed", "agre"),
      ("plastered", "plaster"), ("bled", "bled"), ("motoring", "motor"), ("sing", "sing"), ("conflated", "conflat"),
      ("troubled", "troubl"), ("sized", "size"), ("hopping", "hop"), ("tanned", "tan"), ("falling", "fall"),
      ("hissing", "hiss"), ("failing", "fail"), ("filing", "file"), ("happy", "happi"), ("sky", "sky"),
      ("relational", "relat"), ("conditional", "condit"), ("rational", "ration"), ("digitizer", "digit"),
      ("operator", "oper"), ("feudalism", "feudal"), ("decisiveness", "decis"), ("hopefulness", "hope"),
      ("callousness", "callous"), ("formality", "formal"), ("sensitivity", "sensit"), ("triplicate", "triplic"),
      ("formative", "form"), ("electrical", "electr"), ("goodness", "good"), ("revival", "reviv"),
      ("allowance", "allow"),
      ("inference", "infer"), ("airliner", "airlin"), ("adjustable", "adjust"), ("replacement", "replac"),
      ("adjustment", "adjust"), ("dependent", "depend"), ("adoption", "adopt"), ("communism", "commun"),
      ("activate", "activ"), ("effective", "effect"), ("probate", "probat"), ("rate", "rate"), ("cease", "ceas"),
      ("controll", "control"), ("roll", "roll"),
    ])
  func examples(word: String, stem: String) {
    #expect(word.stem == stem)
  }

  @Test(
    "forms of one word have one stem",
    arguments: [["rank", "ranked", "ranking", "ranks"], ["isolate", "isolated", "isolation"]])
  func forms(words: [String]) {
    #expect(Set(words.map(\.stem)).count == 1)
  }

  @Test("what is no English word stays as it is", arguments: ["", "ai", "größe", "2024", "日本語"])
  func others(word: String) {
    #expect(word.stem == word)
  }
}
