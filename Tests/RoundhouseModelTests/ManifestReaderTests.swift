import RoundhouseModel
import Testing

/// Good manifests.
struct ManifestReaderTests {
  @Test("The smallest manifest is read, and all else has its default")
  func readsSmallest() throws {
    let manifest = try ManifestReader.read(ManifestText.with([:]), path: "agent.json")
    let expected = Manifest(
      id: "acme.echo", version: "1.0.0", library: LibraryReference(path: "libecho.so"),
      capabilities: [Capability(name: "text.echo")])
    #expect(manifest == expected)
    #expect(manifest.priority == 100 && manifest.isBlocking && manifest.tier == .host && manifest.instances == 1)
  }

  @Test("Every key is read")
  func readsEveryKey() throws {
    let manifest = try ManifestReader.read(Array(ManifestText.full.utf8), path: "agent.json", platform: .linuxX86)
    #expect(manifest.id == "acme.summarizer" && manifest.version == "2.3.1-rc.1" && manifest.name == "Summarizer")
    #expect(manifest.description == "Makes long texts short.\nWell." && manifest.vendor == "Acme")
    #expect(manifest.license == "Apache-2.0" && manifest.url == "https://acme.example/summarizer")
    #expect(manifest.library.path == "lib/x86/libsummarizer.so" && !manifest.library.isSystemName)
    #expect(manifest.library.sha256.hasPrefix("0123456789abcdef0123"))
    #expect(manifest.priority == 200 && manifest.weight == 10 && manifest.concurrency == .limit(8))
    #expect(!manifest.isBlocking && manifest.instances == 2 && manifest.tier == .worker)
    #expect(manifest.startTimeout == .seconds(20) && manifest.endpointVariable == "ACME_ENDPOINT")
    #expect(String(decoding: manifest.config, as: UTF8.self).hasPrefix("{ \"model\""))
    #expect(String(decoding: manifest.configSchema, as: UTF8.self) == "{ \"type\": \"object\" }")
    #expect(manifest.capabilities.count == 2 && manifest.selfTests.count == 1)
    #expect(manifest.selfTests.first?.output == Array("{ \"text\": \"a\" }".utf8))
  }

  @Test("A capability's own keys are read")
  func readsCapability() throws {
    let manifest = try ManifestReader.read(Array(ManifestText.full.utf8), path: "agent.json")
    let capability = try #require(manifest.capabilities.first)
    #expect(capability.name == "text.summarize" && capability.version == 2 && capability.isStreaming)
    #expect(capability.isIdempotent && capability.timeout == .seconds(120) && capability.cost == 0.5)
    #expect(capability.tags == ["fast", "cheap"] && capability.strategy == .sticky)
    #expect(capability.description == "Shortens a text" && capability.output == Array("{ \"type\": \"object\" }".utf8))
    #expect(try json(String(decoding: capability.input, as: UTF8.self)).at(pointer: "/properties/text/type") != nil)
  }

  @Test("Policies, limits and permissions are read")
  func readsPolicies() throws {
    let manifest = try ManifestReader.read(Array(ManifestText.full.utf8), path: "agent.json")
    #expect(manifest.health.interval == .seconds(5) && manifest.health.timeout == .milliseconds(500))
    #expect(manifest.health.failureThreshold == 2 && manifest.health.successThreshold == 3)
    #expect(manifest.breaker.failureThreshold == 10 && manifest.breaker.openTime == .seconds(2))
    #expect(manifest.breaker.maximumOpenTime == .seconds(30) && manifest.breaker.successThreshold == 2)
    #expect(manifest.limits.memory == 512 << 20 && manifest.limits.cpu == 1.5 && manifest.limits.files == 64)
    #expect(manifest.limits.processes == 4 && manifest.limits.queue == 0 && manifest.limits.state == 1 << 20)
    #expect(manifest.limits.reply == 4096)
    #expect(manifest.permissions.read == ["/usr/share/dict", "data"] && manifest.permissions.write == ["."])
    #expect(manifest.permissions.execute == ["/usr/bin/env"] && manifest.permissions.connect == [443, 8080])
    #expect(manifest.permissions.call == ["crm.*", "text.echo"] && manifest.permissions.announce == ["text.*"])
    #expect(manifest.permissions.environment == ["HTTP_PROXY", "_x9"])
  }

  @Test("A workflow has a document and no library")
  func readsWorkflow() throws {
    func text(_ more: String) -> [UInt8] {
      Array(
        (#"{"manifestVersion": 1, "id": "acme.trip", "version": "1.0.0", "capabilities": [{"name": "trip.plan"}]"#
          + more + "}").utf8)
    }
    let manifest = try ManifestReader.read(text(#", "kind": "workflow", "workflow": "plans/trip.json""#), path: "")
    #expect(manifest.kind == .workflow && manifest.library.path == "plans/trip.json")
    for (more, words) in [
      (#", "kind": "workflow""#, "the document's path"),
      (#", "kind": "workflow", "workflow": "../trip.json""#, "within the manifest's folder"),
      (#", "kind": "workflow", "workflow": 7"#, "within the manifest's folder"),
      (#", "kind": "workflow", "workflow": "a.json", "library": "a.so""#, "which has no library"),
      (#", "library": "a.so", "workflow": "a.json""#, "documents only"),
    ] {
      let problems = #expect(throws: ManifestProblems.self) { try ManifestReader.read(text(more), path: "") }
      #expect(problems?.list.contains { "\($0)".contains(words) } == true, "\(more): \(String(describing: problems))")
    }
  }

  @Test("The library is that of the platform")
  func choosesLibrary() throws {
    let text = Array(ManifestText.full.utf8)
    #expect(try ManifestReader.read(text, path: "", platform: .linuxARM).library.path == "lib/arm/libsummarizer.so")
    #expect(try ManifestReader.read(text, path: "", platform: .linuxARM).library.sha256.isEmpty)
  }

  @Test("An ffi manifest needs no capabilities of its own, and names its library as the system does")
  func readsForeign() throws {
    let functions = """
      [{ "capability": "math.pow", "symbol": "pow", "returns": "f64",
         "parameters": [{ "name": "base", "type": "f64" }, { "name": "exponent", "type": "f64" }] }]
      """
    let text = """
      { "manifestVersion": 1, "id": "libm", "version": "1.0.0", "kind": "ffi", "library": "libm.so.6",
        "functions": \(functions), "selfTest": [{ "capability": "math.pow", "input": { "base": 2, "exponent": 10 } }] }
      """
    let manifest = try ManifestReader.read(Array(text.utf8), path: "agent.json")
    #expect(manifest.kind == .ffi && manifest.library == LibraryReference(path: "libm.so.6", isSystemName: true))
    #expect(manifest.capabilities.map(\.name) == ["math.pow"])
    let own = text.replacing("\"libm.so.6\"", with: "\"./libmine.so\"")
    #expect(try !ManifestReader.read(Array(own.utf8), path: "agent.json").library.isSystemName)
  }

  @Test("All problems are found at once, in the order of the text, each with its place")
  func findsAll() throws {
    let text = """
      {
        "manifestVersion": 1,
        "id": "Acme Echo",
        "version": "1.0",
        "library": "../libecho.so",
        "capabilities": [
          { "name": "text.echo" },
          { "name": "text.count", "timeout": "5 minutes", "tiemout": "5s" }
        ],
        "priority": "high"
      }
      """
    let problems = try #require(throws: ManifestProblems.self) {
      try ManifestReader.read(Array(text.utf8), path: "/dir/agent.json")
    }
    #expect(
      problems.description == """
        /dir/agent.json:3:9: id: expected a dotted lower-case name such as "acme.summarizer", found "Acme Echo"; \
        write "acme.echo"
        /dir/agent.json:4:14: version: expected a semantic version such as "1.0.0", found "1.0"; write "1.0.0"
        /dir/agent.json:5:14: library: expected a path within the manifest's folder, found "../libecho.so"; \
        write "libecho.so"
        /dir/agent.json:8:40: capabilities[1].timeout: expected a duration such as "30s", found "5 minutes"; write "5m"
        /dir/agent.json:8:53: capabilities[1].tiemout: expected a known key, found "tiemout"; did you mean "timeout"?
        /dir/agent.json:10:15: priority: expected an integer from 0 to 1000, found "high"; write a whole number, \
        as in 10
        """)
    let error = RoundhouseError(problems)
    #expect(error.code == .invalidManifest && error.path == "/dir/agent.json")
    #expect(error.remedy == "and 5 more: run `roundhouse check` to see all")
  }

  @Test("At most a hundred problems are listed")
  func isBounded() throws {
    let capabilities = Array(repeating: "{ \"name\": \"A\", \"timeout\": 1 }", count: 600).joined(separator: ",")
    let problems = try #require(throws: ManifestProblems.self) {
      try ManifestReader.read(ManifestText.with("capabilities", "[\(capabilities)]"), path: "agent.json")
    }
    #expect(problems.list.count == 100)
    let unknown = (0..<40_000).map { "\"key\($0)\": 1" }.joined(separator: ",")
    let many = try #require(throws: ManifestProblems.self) {
      try ManifestReader.read(Array("{ \"id\": \"a\", \(unknown), \"id\": \"b\" }".utf8), path: "agent.json")
    }
    #expect(many.list.count == 100)
  }
}
