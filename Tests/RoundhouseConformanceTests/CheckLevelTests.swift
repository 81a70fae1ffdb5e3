import RoundhouseConformance
import Testing

@Suite struct CheckLevelTests {
  @Test func `There are three levels`() {
    #expect(CheckLevel.allCases.map(\.rawValue) == ["quick", "full", "soak"])
  }
}
