import FixtureBuilder
import Testing

@Suite("The demo")
struct DemoTests {
  @Test("It shows all that it promises", .timeLimit(.minutes(3)))
  func demo() throws {
    let ending = try Program.run([FixtureBuilder.repository + "/Tests/EndToEnd/demo.sh", House.command])
    #expect(ending.status == 0, "\(ending.output)\n\(ending.errors)")
    #expect(ending.output.contains("All of it was seen."))
  }
}
