import RoundhouseIsolation
import Testing

@Suite struct SandboxSupportTests {
  @Test func `The kernel's Landlock has a version`() {
    #expect(SandboxSupport.landlockVersion >= 0)
  }
}
