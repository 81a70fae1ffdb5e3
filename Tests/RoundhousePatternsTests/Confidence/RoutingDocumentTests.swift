import Testing

internal import RoundhouseModel
internal import RoundhousePatterns

@Suite struct RoutingDocumentTests {
  private func problems(_ text: String) throws -> [String] {
    try #require(throws: DocumentProblems.self) { try RoutingDocument(Array(text.utf8)) }.list.map(\.description)
  }

  @Test("M-090 the defaults are seed 004's: the threshold is 0.75")
  func defaults() throws {
    let document = try RoutingDocument(Array(#"{ "options": [{ "id": "a", "confidence": 0.5 }] }"#.utf8))
    #expect(document.threshold == 0.75 && document.below == .warn && document.onFailure == .stop)
  }

  @Test("M-090 what is wrong with a choice is told all at once")
  func refused() throws {
    let found = try problems(
      #"""
      { "threshold": 75, "below": "default", "scoredBy": {}, "options": [
          { "id": "a", "confidence": 85 }, { "id": "a", "confidence": { "x": 1 } }, { "confidence": { "$": ".state.x" } }] }
      """#)
    #expect(
      found == [
        #"$.default: expected the route below the threshold, found nothing; add "default": "a""#,
        #"$.threshold: expected a number from 0 to 1, found the number 75; write 1 or less"#,
        #"$.scoredBy: it names neither an agent nor a capability nor an action; add "capability": "route.score""#,
        #"$.options[0].confidence: expected a number from 0 to 1, found the number 85; write 1 or less"#,
        #"$.options[1].id: expected an id of its own, found "a" again; rename one of the two"#,
        #"$.options[1].confidence: expected a number from 0 to 1, found an object; write a number, as in 1"#,
        #"$.options[2].id: expected a string, found nothing; give the route an id of its own"#,
        #"$.options[2].confidence.$: expected .input in an expression, found .state.x; what the run was given is in .input"#,
      ], "\(found.joined(separator: "\n"))")
    #expect(
      try problems(#"{ "pattern": "route", "default": "b", "options": [{ "id": "a" }] }"#) == [
        #"$.default: expected the id of a route, found "b"; did you mean "a"?"#,
        #"$.options[0].confidence: expected a number from 0 to 1, found nothing; add it, or an expression { "$": ".input.score" }, or let "scoredBy" say it"#,
      ])
    #expect(
      try problems("{}") == [
        #"$.options: expected an array of routes, found nothing; add "options": [{ "id": "a", "confidence": 0.8, "capability": "text.echo" }]"#
      ])
  }
}
