import Glibc
import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("An agent's bundle is the manifest under the operator's configuration")
struct AgentBundleTests {
  let folder = TemporaryFolder()

  private func manifest(_ extra: String = "") throws -> Manifest {
    try ManifestReader.read(Array(Sample.manifest(id: "acme.x", extra: extra).utf8), path: "/agents/x/agent.json")
  }

  private func bundle(
    _ manifest: Manifest, _ agent: String, variables: [String: String] = [:]
  ) throws -> AgentBundle {
    let configuration = try Sample.configuration("{\"agents\": {\"acme.x\": \(agent)}}", in: folder)
    return try configuration.bundle(
      for: manifest, folder: "/agents/x", manifestPath: "/agents/x/agent.json", isTrusted: true,
      environment: Sample.environment(variables))
  }

  private func config(_ bundle: AgentBundle) -> String { String(decoding: bundle.config, as: UTF8.self) }

  @Test("settings are handed over, and nil where the operator says nothing")
  func settings() throws {
    let some = try bundle(manifest(), #"{"enabled": false, "weight": 0}"#)
    #expect(some.settings == AgentSettings(enabled: false, weight: 0))
    #expect(try bundle(manifest(), "{}").settings.isEmpty)
    let other = try Sample.configuration(#"{"agents": {"acme.y": {"priority": 1}}}"#, in: folder)
    let plain = try other.bundle(
      for: manifest(), folder: "/a", manifestPath: "/a/agent.json", isTrusted: false,
      environment: Sample.environment())
    #expect(
      plain
        == AgentBundle(
          manifest: try manifest(), folder: "/a", manifestPath: "/a/agent.json", isTrusted: false,
          replacement: ReplacementPolicy()))
  }

  @Test("the operator's tier stands beside the manifest's")
  func tier() throws {
    #expect(try bundle(manifest(), #"{"tier": "worker"}"#).tier == .worker)
    let asked = try bundle(manifest(#""tier": "worker", "#), #"{"tier": "host"}"#)
    #expect(asked.tier == .host && asked.manifest.tier == .worker)
    #expect(try bundle(manifest(), "{}").tier == nil)
  }

  @Test("the operator's config is a merge patch over the manifest's")
  func merged() throws {
    let manifest = try manifest(#""config": {"model": {"name": "small", "size": 7}, "keep": [1, 2]}, "#)
    let bundle = try bundle(manifest, #"{"config": {"model": {"name": "big", "size": null}, "more": {"a": null}}}"#)
    #expect(config(bundle) == #"{"model":{"name":"big"},"keep":[1, 2],"more":{}}"#)
  }

  @Test("secrets come from the environment or a file, also deep within")
  func secrets() throws {
    folder.write("token", "s3cret\n", mode: 0o600)
    let agent =
      #"{"config": {"key": {"env": "KEY"}, "deep": [{"token": {"file": "token"}}], "no": {"env": "A", "b": 1}}}"#
    let bundle = try bundle(manifest(), agent, variables: ["KEY": "k\"1"])
    #expect(config(bundle) == #"{"key":"k\"1","deep":[{"token":"s3cret"}],"no":{"env":"A","b":1}}"#)
  }

  @Test("a manifest cannot ask for secrets")
  func noSecretsInManifest() throws {
    let manifest = try manifest(#""config": {"key": {"env": "HOME"}}, "#)
    #expect(config(try bundle(manifest, "{}", variables: ["HOME": "/h"])) == #"{"key": {"env": "HOME"}}"#)
    let merged = try bundle(manifest, #"{"config": {"a": 1}}"#, variables: ["HOME": "/h"])
    #expect(config(merged) == #"{"key":{"env": "HOME"},"a":1}"#)
  }

  @Test("an endpoint that looks like a reference stays text")
  func endpoint() throws {
    let manifest = try manifest(#""endpoint": {"env": "X"}, "#)
    let bundle = try bundle(manifest, "{}", variables: ["X": #"{"env": "HOME"}"#])
    #expect(config(bundle) == #"{"endpoint":"{\"env\": \"HOME\"}"}"#)
  }

  @Test(
    "a secret that is missing names the agent, the key and the line",
    arguments: [
      (
        #"{"env": "NO_KEY"}"#,
        "the environment variable NO_KEY is not set; set NO_KEY for the host, or change the reference"
      ),
      (
        #"{"file": "/nowhere/key"}"#,
        "the secret's file /nowhere/key cannot be read: No such file or directory; write the secret into that file, readable by the host's user, or change the reference"
      ),
      (
        #"{"file": "/"}"#,
        "the secret's file / is no file; write the secret into that file, readable by the host's user, or change the reference"
      ),
    ])
  func missing(reference: String, words: String) throws {
    let problems = try #require(throws: ManifestProblems.self) {
      try bundle(manifest(), "{\"config\": {\"key\": \(reference)}}")
    }
    #expect(problems.description == "\(folder.at("roundhouse.json")):1:42: agents.acme.x.config.key: \(words)")
  }

  @Test("config is checked against the manifest's schema, at the place where the operator can mend it")
  func schema() throws {
    let manifest = try manifest(
      #""config": {"size": 1}, "configSchema": {"properties": {"size": {"type": "integer"}}, "required": ["size"]}, "#)
    #expect(try config(bundle(manifest, #"{"config": {"size": 2}}"#)) == #"{"size":2}"#)
    let wrong = try #require(throws: ManifestProblems.self) { try bundle(manifest, #"{"config": {"size": "big"}}"#) }
    #expect(
      wrong.description
        == "\(folder.at("roundhouse.json")):1:43: agents.acme.x.config.size: expected an integer, found \"big\"; "
        + "correct it there: the agent's configSchema asks for it")
    let absent = try #require(throws: ManifestProblems.self) { try bundle(manifest, #"{"config": {"size": null}}"#) }
    #expect(
      absent.description
        == "/agents/x/agent.json: config: the key \"size\" is missing; set it in roundhouse.json under agents.acme.x.config"
    )
  }

  @Test(
    "no message quotes a secret",
    arguments: [
      #"{"properties": {"key": {"type": "integer"}}}"#, #"{"properties": {"key": {"maxLength": 3}}}"#,
      #"{"properties": {"key": {"enum": ["a"]}}}"#,
      #"{"properties": {"key": {"anyOf": [{"const": 1}, {"const": 2}]}}}"#,
      #"{"properties": {"key": {"not": {"type": "string"}}}}"#, #"{"additionalProperties": false}"#,
      #"{"properties": {"key": {"maxLength": 20}}}"#, #"{"const": {}}"#,
    ])
  func noSecretInMessages(schema: String) throws {
    let manifest = try manifest("\"configSchema\": \(schema), ")
    let problems = try #require(throws: ManifestProblems.self) {
      try bundle(
        manifest, #"{"config": {"key": {"env": "KEY"}}}"#, variables: ["KEY": "hunter2-hunter2-hunter2-hunter2"])
    }
    #expect(!problems.description.contains("hunter2"))
    #expect(!problems.description.contains("\n"))
  }

  @Test("config show tells where secrets come from and never what they are")
  func shown() throws {
    folder.write("token", "s3cret")
    let text = """
      {"agents": {"acme.x": {
        "priority": 5,
        "config": {
          "key": {"env": "KEY"},
          "list": [{"file": "token"}, 1],
          "deep": {"a": true}
        },
        "permissions": {"connect": [443]}
      }, "acme.a": {"enabled": false}}}
      """
    let configuration = try Sample.configuration(text, in: folder, variables: ["KEY": "hunter2"])
    let lines = configuration.entries().filter { $0.key.hasPrefix("agents.") }.map { "\($0.key) = \($0.value)" }
    #expect(
      lines == [
        "agents.acme.a.enabled = false", "agents.acme.x.priority = 5",
        #"agents.acme.x.config.key = "<secret from env KEY>""#,
        #"agents.acme.x.config.list = ["<secret from file token>",1]"#, "agents.acme.x.config.deep.a = true",
        "agents.acme.x.permissions.connect = [443]",
      ])
    let origins = configuration.entries().filter { $0.key.hasPrefix("agents.acme.x") }.map(\.origin)
    #expect(origins.map(\.description) == [2, 4, 5, 6, 8].map { "\(folder.at("roundhouse.json")):\($0)" })
  }

  @Test("permissions are what both the manifest and the operator name")
  func ceiling() throws {
    let manifest = try manifest(
      #""permissions": {"read": ["/data", "models", "/etc/hosts"], "write": ["/data/out"], "connect": [80, 443], "#
        + #""call": ["crm.*", "text.echo"], "announce": ["*"], "environment": ["A", "B"]}, "#)
    let agent =
      #"{"permissions": {"read": ["/data/in", "/agents", "/data/new"], "write": [], "connect": [443, 8080], "#
      + #""call": ["crm.find", "text.*"], "announce": ["crm.*"], "environment": ["B"]}}"#
    let permissions = try bundle(manifest, agent).manifest.permissions
    #expect(permissions.read == ["/data/in", "/data/new", "/agents/x/models"])
    #expect(permissions.write == [])
    #expect(permissions.connect == [443])
    #expect(permissions.call == ["crm.find", "text.echo"])
    #expect(permissions.announce == ["crm.*"])
    #expect(permissions.environment == ["B"])
    #expect(try bundle(manifest, #"{"permissions": {}}"#).manifest.permissions == manifest.permissions)
  }
}
