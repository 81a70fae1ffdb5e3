import Glibc
import Testing

@testable import RoundhouseIsolation

@Suite struct SandboxSupportTests {
  @Test func `Every feature says what it is good for, and how to get it if it is missing`() {
    let features = SandboxSupport.features()
    #expect(Set(features.map(\.name)).count == 7)
    for feature in features {
      #expect(!feature.detail.isEmpty, "\(feature)")
      #expect(feature.isThere == feature.remedy.isEmpty, "\(feature)")
    }
  }

  @Test func `A Landlock without ports, and none at all, are missing features`() {
    #expect([0, 1, 3].allSatisfy { !SandboxSupport.landlock($0).isThere })
    #expect([4, 5, 6, 9].allSatisfy { SandboxSupport.landlock($0).isThere })
    #expect(!SandboxSupport.filters(false).isThere)
  }

  @Test func `Control groups are missing without their folder`() {
    #expect(!SandboxSupport.controlGroups(nil).isThere)
    #expect(!SandboxSupport.controlGroups("/nonexistent").isThere)
  }
}
