import AgentKit
import CRoundhouse
import Testing

@Suite("Echoes") struct EchoTests {
  @Test("both echoes give back what they get, at once", arguments: ["echo", "echo-swift"], ["", "{}", "größe\u{0}\n"])
  func echo(name: String, payload: String) async throws {
    let host = try ShippedAgent.host(name)
    var question = Question("text.echo", payload)
    question.contentType = "text/plain"
    let answer = host.start(question).answerSoFar
    #expect(answer?.text == payload)
    #expect(answer?.contentType == "text/plain")
    await host.destroy()
  }

  @Test("words are streamed one by one, however slowly they are read")
  func count() async throws {
    let host = try ShippedAgent.host("echo-swift")
    let answer = await host.call(Question("text.count", #"{"text":" the quick\nbrown  fox "}"#), room: 1)
    #expect(answer.chunks == ["1 the\n", "2 quick\n", "3 brown\n", "4 fox\n"])
    #expect(answer.text == "4\n")
    await host.destroy()
  }
}
