import RoundhouseAssembly
import Testing

@testable import roundhouse

@Suite struct IsolationTests {
  @Test func `What a sandbox lacks is a warning with a remedy, and never keeps the host from working`() {
    let findings = Isolation.findings()
    #expect(Set(findings.map(\.name)).isSuperset(of: ["Landlock", "system call filter", "control groups"]))
    for finding in findings {
      #expect(finding.state != .bad, "\(finding)")
      #expect((finding.state == .good) == finding.remedy.isEmpty, "\(finding)")
    }
  }
}
