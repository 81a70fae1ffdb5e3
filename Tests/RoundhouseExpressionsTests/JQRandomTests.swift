import Foundation
import RoundhouseExpressions
import Testing

/// Random expressions beside jq itself.
struct JQRandomTests {
  private static let seeds: ClosedRange<UInt64> =
    ProcessInfo.processInfo.environment["ROUNDHOUSE_SOAK"] == "1" ? 1...200 : 1...4

  @Test("Random expressions give what jq gives", .enabled(if: RealJQ.isHere, "needs jq"), arguments: seeds)
  func agrees(_ seed: UInt64) throws {
    var maker = ProgramMaker(seed)
    let cases = (0..<1000).map { _ in (program: maker.program(), document: maker.document()) }
    let answers = try RealJQ.answers(cases)
    var refused = 0
    var errors = 0
    for (one, answer) in zip(cases, answers) {
      switch OurAnswer(one.program, one.document) {
      case .line(let line):
        #expect(line == answer, "\(one.program) for \(one.document)")
        errors += line == "\"error\"" ? 1 : 0
      case .refused: refused += 1
      }
    }
    // What is refused or fails says little, so most must not.
    #expect(refused < 100)
    #expect(errors < 700)
  }
}
