import RoundhouseModel
import Testing

@testable import RoundhouseHost

extension HostTests {
  @Suite struct PinnedVersionTests {
    private let fixture = HostFixture()

    @Test func `a request that names a version is answered by that generation, whatever its share`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0", replacing: .held(50)))
      for version in ["1.0.0", "1.1.0"] {
        for _ in 0..<20 { #expect(try fixture.ask("text.do") { $0.agentVersion = version }.text == version) }
      }
    }

    @Test func `a version that is gone is told together with those that are there`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0"))
      let error = try #require(fixture.failure("text.do") { $0.agentVersion = "1.0.0" })
      #expect(error.code == .noHealthyAgent)
      #expect(error.remedy.contains("test.generation 1.1.0"))
      #expect(error.rejections.map(\.reason) == [.otherVersion])
      #expect(!error.isRetryable)
    }
  }
}
