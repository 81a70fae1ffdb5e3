import Glibc
import RoundhouseHost
import RoundhouseModel
import RoundhouseServer
import Synchronization
import Testing

@Suite("Under load") struct LoadTests {
  @Test("many clients at once, inline, blocking and later, get each their own answer")
  func many() throws {
    let server = try TestServer()
    let tally = Tally()
    @Sendable func run(_ number: Int) {
      for round in 0..<60 {
        let capability = ["in.echo", "bl.echo", "in.later"][round % 3]
        let body = capability == "in.later" ? "2" : "\(number)-\(round)"
        let answer = try? server.ask("POST", "/v1/call/\(capability)", [:], body)
        let isRight = answer?.text == (capability == "in.later" ? "\"later\"" : body)
        tally.count(isRight)
      }
    }
    func nest(_ number: Int) {
      if number < 24 { withThread({ run(number) }) { nest(number + 1) } }
    }
    nest(0)
    let (right, wrong) = tally.figures
    #expect(right == 24 * 60)
    #expect(wrong == 0)
    try eventually { server.host.statistics().inFlight == 0 }
  }
}

private final class Tally: Sendable {
  private let state = Mutex((right: 0, wrong: 0))
  var figures: (right: Int, wrong: Int) { state.withLock { $0 } }
  func count(_ isRight: Bool) { state.withLock { if isRight { $0.right += 1 } else { $0.wrong += 1 } } }
}
