import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("How agents are replaced")
struct ReplacementTests {
  let folder = TemporaryFolder()

  @Test("what the file says of one agent goes before what it says of all, and that before the defaults")
  func layers() throws {
    let configuration = try Sample.configuration(
      """
      {"replacement": {"share": 10, "calls": 50, "errors": 2.5, "quiet": "1s", "timeout": "1m"},
       "agents": {"acme.x": {"replacement": {"share": 40, "latency": 3, "hold": true}}}}
      """, in: folder)
    var all = ReplacementPolicy()
    (all.share, all.calls, all.errors, all.quiet, all.timeout) = (10, 50, 2.5, .seconds(1), .seconds(60))
    #expect(configuration.replacement == all)
    #expect(configuration.replacement(of: "acme.y") == all)
    (all.share, all.latency, all.hold) = (40, 3, true)
    #expect(configuration.replacement(of: "acme.x") == all)
    #expect(Configuration().replacement == ReplacementPolicy())
    let manifest = try ManifestReader.read(Array(Sample.manifest(id: "acme.x").utf8), path: "/a/agent.json")
    let bundle = try configuration.bundle(
      for: manifest, folder: "/a", manifestPath: "/a/agent.json", isTrusted: true, environment: Sample.environment())
    #expect(bundle.replacement == all)
  }

  @Test(
    "what makes no sense is refused at its place",
    arguments: [
      #"{"share": 101}"#, #"{"share": -1}"#, #"{"calls": 0}"#, #"{"errors": "few"}"#, #"{"latency": 0.5}"#,
      #"{"quiet": "soon"}"#, #"{"timeout": "1ms"}"#, #"{"hold": 1}"#, #"{"shares": 5}"#, "[]",
    ])
  func refusals(_ text: String) throws {
    for file in ["{\"replacement\": \(text)}", "{\"agents\": {\"acme.x\": {\"replacement\": \(text)}}}"] {
      #expect { try Sample.configuration(file, in: folder) } throws: { error in
        String(describing: error).contains("replacement")
      }
    }
  }
}
