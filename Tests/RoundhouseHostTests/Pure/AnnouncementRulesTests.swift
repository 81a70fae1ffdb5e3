import RoundhouseModel
import Testing

@testable import RoundhouseHost

/// What may be announced beside what is offered, without any agent.
struct AnnouncementRulesTests {
  private static func capability(_ name: String, _ version: UInt32 = 1) -> Capability {
    var capability = Capability(name: name)
    capability.version = version
    return capability
  }

  private let rules: AnnouncementRules = {
    var manifest = Manifest(
      id: "test.agent", version: "1.0.0", library: LibraryReference(path: "a.so"),
      capabilities: [capability("text.one")])
    manifest.permissions.announce = ["text.*"]
    var configuration = HostConfiguration()
    configuration.announcements = 2
    return AnnouncementRules(
      AgentBundle(manifest: manifest, folder: "/", manifestPath: "/agent.json", isTrusted: true), configuration)
  }()

  private func code(_ body: () throws(RoundhouseError) -> Void) -> ErrorCode? {
    do throws(RoundhouseError) {
      try body()
      return nil
    } catch {
      #expect(error.agent == "test.agent" && !error.remedy.isEmpty && error.path == "/agent.json")
      #expect(!error.isRetryable)
      return error.code
    }
  }

  private func admission(_ capability: Capability, _ announced: [Capability] = []) -> ErrorCode? {
    code { () throws(RoundhouseError) in _ = try rules.admit(capability, beside: announced) }
  }

  @Test func `the first thing that is wrong decides`() throws {
    let (two, three) = (Self.capability("text.two"), Self.capability("text.three"))
    #expect(try rules.admit(two, beside: []))
    #expect(try rules.admit(two, beside: [two, three]) == false)
    #expect(try rules.admit(Self.capability("text.one"), beside: [two, three]) == false)
    #expect(admission(Self.capability("other.one")) == .permissionDenied)
    #expect(admission(Self.capability("text.one", 2), [two, three]) == .overloaded)
    var changed = two
    changed.isIdempotent = true
    #expect(admission(changed, [two, three]) == .conflict)
  }

  @Test func `a name means all its announced versions, and a version only that one`() throws {
    let announced = [Self.capability("text.two"), Self.capability("text.two", 2), Self.capability("text.one", 2)]
    func chosen(_ text: String) throws(RoundhouseError) -> [UInt32] {
      try rules.withdrawn(text, from: announced).map(\.version)
    }
    #expect(try chosen("text.two") == [1, 2])
    #expect(try chosen("text.two@2") == [2])
    #expect(try chosen("text.one") == [2])
    #expect(code { () throws(RoundhouseError) in _ = try chosen("text.one@1") } == .permissionDenied)
    #expect(code { () throws(RoundhouseError) in _ = try chosen("text.two@3") } == .unknownCapability)
    #expect(code { () throws(RoundhouseError) in _ = try chosen("text.three") } == .unknownCapability)
  }
}
