import RoundhouseIsolation
import RoundhouseModel
import Testing

@Suite struct SandboxPlanTests {
  private func bundle(_ change: (inout Manifest) -> Void = { _ in }) -> AgentBundle {
    var manifest = Manifest(
      id: "acme.books", version: "1.0.0", library: LibraryReference(path: "libbooks.so"), capabilities: [])
    change(&manifest)
    return AgentBundle(
      manifest: manifest, folder: "/agents/books", manifestPath: "/agents/books/agent.json", isTrusted: false)
  }

  @Test func `An agent that asks for nothing gets nothing but the system's libraries`() {
    let plan = SandboxPlan(for: bundle(), policy: SandboxPolicy())
    #expect(plan.read.isEmpty && plan.write.isEmpty && plan.execute.isEmpty && plan.connect.isEmpty)
    #expect(plan.libraries == SystemPaths.libraries)
    #expect(!plan.mayStartProcesses && !plan.wantsOwnProcesses)
    #expect(plan.memory == SandboxPolicy().memory && plan.files == SandboxPolicy().files)
  }

  @Test func `Paths of the manifest stay within the agent's folder, however they are said`() {
    let bundle = bundle {
      $0.permissions.read = ["data", "/agents/books/more", "/agents/books", "/agents/bookshelf", "/usr/share/dict"]
    }
    let plan = SandboxPlan(for: bundle, policy: SandboxPolicy())
    #expect(
      plan.read == [
        SandboxGrant("data", in: "/agents/books"), SandboxGrant("more", in: "/agents/books"),
        SandboxGrant(".", in: "/agents/books"), SandboxGrant("/agents/bookshelf"), SandboxGrant("/usr/share/dict"),
      ])
  }

  @Test func `Limits of the manifest count before those of the policy`() {
    var policy = SandboxPolicy()
    policy.libraries = ["/opt/runtime"]
    policy.isStrict = true
    let bundle = bundle {
      $0.limits.memory = 1 << 24
      $0.limits.files = 17
      $0.limits.processes = 3
      $0.limits.cpu = 0.5
    }
    let plan = SandboxPlan(for: bundle, policy: policy, libraries: ["/opt/swift"], user: 64_001, host: 99)
    #expect(plan.memory == 1 << 24 && plan.files == 17 && plan.processes == 3 && plan.cpu == 0.5)
    #expect(plan.libraries.suffix(2) == ["/opt/swift", "/opt/runtime"])
    #expect(plan.isStrict && plan.user == 64_001 && plan.host == 99)
    #expect(plan.mayStartProcesses && plan.wantsOwnProcesses)
  }

  @Test func `A plan survives its way to the worker`() throws {
    var plan = SandboxPlan(agent: "acme.\"books\"")
    plan.read = [SandboxGrant("data", in: "/agents/ü"), SandboxGrant("/etc")]
    plan.write = [SandboxGrant(".", in: "/a")]
    plan.execute = [SandboxGrant("/bin/true")]
    plan.libraries = ["/lib"]
    plan.connect = [1, 65_535]
    plan.environment = ["TOKEN"]
    plan.memory = 1 << 40
    plan.cpu = 1.5
    plan.files = 3
    plan.fileSize = 4
    plan.processes = 5
    plan.threads = 6
    plan.user = 4_000_000_000
    plan.host = 7
    plan.usesNamespaces = false
    plan.isStrict = true
    #expect(try SandboxPlan(bytes: plan.bytes) == plan)
    plan.user = nil
    #expect(try SandboxPlan(bytes: plan.bytes) == plan)
  }

  @Test func `A plan that lacks anything is refused, as it would mean something else`() throws {
    let whole = SandboxPlan(agent: "a.b").bytes
    let root = try JSONDocument(parsing: whole).root
    for member in root.members {
      var json = JSONWriter()
      json.beginObject()
      for other in root.members where other.key != member.key { json.member(other.key, raw: other.value.raw) }
      json.endObject()
      #expect(throws: RoundhouseError.self, "without \(member.key)") { try SandboxPlan(bytes: json.bytes) }
    }
    for text in ["", "[]", "{", #"{"agent": 1}"#] {
      #expect(throws: RoundhouseError.self) { try SandboxPlan(bytes: Array(text.utf8)) }
    }
  }
}
