import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("The configuration is put together from layers")
struct ConfigurationTests {
  let folder = TemporaryFolder()

  private func load(
    _ text: String = "{}", flags: [String: [String]] = [:], variables: [String: String] = [:]
  ) throws -> Configuration {
    try Sample.configuration(text, in: folder, flags: flags, variables: variables)
  }

  @Test("without any layer there are defaults")
  func defaults() {
    let configuration = Configuration(environment: Environment(variables: ["HOME": "/home/me"]))
    #expect(configuration.listen == "127.0.0.1:7717")
    #expect(configuration.state == "/home/me/.local/state/roundhouse")
    #expect(configuration.logLevel == .info)
    #expect(!configuration.logsJSON)
    #expect(configuration.bodyLimit == 16 << 20)
    #expect(configuration.headerLimit == 8 << 10)
    #expect(configuration.connectionLimit == 1024)
    #expect(configuration.requestTimeout == .seconds(30))
    #expect(configuration.blockingThreads == 64)
    #expect(configuration.retryRatio == 0.1)
    #expect(configuration.retryMinimum == 10)
    #expect(configuration.images == 64)
    #expect(!configuration.isInsecure)
    #expect(configuration.agentFolders.isEmpty && configuration.trustedFolders.isEmpty)
    #expect(configuration.entries().allSatisfy { $0.origin == .standard })
    // A folder of control groups is named or there is none.
    #expect(configuration.entries().count == ConfigurationKey.all.count - 1)
  }

  @Test("each default is one that could stand in the file")
  func defaultsAreValid() throws {
    for key in ConfigurationKey.all {
      guard let standard = key.standard else { continue }
      let value = standard.jsonText.trimmingPrefix("\"")
      let text = value.last == "\"" ? String(value.dropLast()) : String(value)
      #expect(try ConfigurationText(folder: "/").value(text, of: key, from: .flag(key.flag)) == standard)
    }
  }

  @Test("the file goes before defaults, the environment before the file, flags before all")
  func layers() throws {
    let file = #"{"listen": "127.0.0.1:1", "log": {"level": "warning", "format": "json"}, "images": 5}"#
    let configuration = try load(
      file, flags: ["--listen": ["127.0.0.1:3"]],
      variables: ["ROUNDHOUSE_LISTEN": "127.0.0.1:2", "ROUNDHOUSE_LOG": "debug"])
    #expect(configuration.listen == "127.0.0.1:3")
    #expect(configuration.logLevel == .debug)
    #expect(configuration.logsJSON)
    #expect(configuration.images == 5)
    #expect(configuration.connectionLimit == 1024)
  }

  @Test("every value says where it comes from")
  func origins() throws {
    folder.folder("flagged")
    let file = """
      {
        "agentFolders": [
          "one", "/two"
        ],
        "log": { "level": "error" },
        "limits": {
          "body": 2048
        }
      }
      """
    let configuration = try load(
      file, flags: ["--agents": [folder.at("flagged")], "--insecure": ["true"]],
      variables: ["ROUNDHOUSE_STATE": "/state", "HOME": "/home/me"])
    let path = folder.at("roundhouse.json")
    let lines = configuration.entries().map { "\($0.key) = \($0.value) (\($0.origin))" }
    #expect(
      lines == [
        #"listen = "127.0.0.1:7717" (default)"#, #"state = "/state" (environment ROUNDHOUSE_STATE)"#,
        "agentFolders[0] = \"\(folder.at("flagged"))\" (flag --agents)",
        "agentFolders[1] = \"\(folder.at("one"))\" (\(path):3)", "agentFolders[2] = \"/two\" (\(path):3)",
        "trust = [] (default)", "log.level = \"error\" (\(path):5)", #"log.format = "text" (default)"#,
        "limits.body = \"2KiB\" (\(path):7)", #"limits.header = "8KiB" (default)"#,
        "limits.connections = 1024 (default)", #"limits.requestTimeout = "30s" (default)"#,
        "threads.blocking = 64 (default)", "retryBudget.ratio = 0.1 (default)", "retryBudget.minimum = 10 (default)",
        "images = 64 (default)", "workers.spares = 1 (default)", #"workers.memory = "1GiB" (default)"#,
        #"workers.hang = "2s" (default)"#, "workers.strict = false (default)", "workers.libraries = [] (default)",
        "replacement.share = 5 (default)", "replacement.calls = 20 (default)", "replacement.errors = 5 (default)",
        "replacement.latency = 2 (default)", #"replacement.quiet = "2s" (default)"#,
        #"replacement.timeout = "30s" (default)"#, "replacement.hold = false (default)",
        "runs.jobs = 16 (default)", #"runs.retention = "720h" (default)"#, "insecure = true (flag --insecure)",
      ])
  }

  @Test("relative paths begin at the file's folder, and ~ is home")
  func paths() throws {
    let configuration = try load(
      #"{"state": "../s", "trust": ["~/mine", "./a/../b"]}"#, variables: ["HOME": "/home/me"])
    #expect(configuration.state == PathText.parent(folder.path) + "/s")
    #expect(configuration.trustedFolders == ["/home/me/mine", folder.at("b")])
  }

  @Test("the user's own file goes before the machine's, and none is needed")
  func search() throws {
    func listen(_ variables: [String: String], isPrivileged: Bool = false) throws -> String {
      try Configuration.load(
        environment: Environment(variables: variables, isPrivileged: isPrivileged),
        installation: Installation(folder: "/usr/bin", configurationFolder: folder.at("etc"))
      ).listen
    }
    let home = ["HOME": folder.at("home")]
    #expect(try listen(home) == "127.0.0.1:7717")
    folder.write("etc/roundhouse.json", #"{"listen": "127.0.0.1:1"}"#)
    #expect(try listen(home) == "127.0.0.1:1")
    folder.write("home/.config/roundhouse/roundhouse.json", #"{"listen": "127.0.0.1:2"}"#)
    #expect(try listen(home) == "127.0.0.1:2")
    #expect(try listen(home, isPrivileged: true) == "127.0.0.1:1")
    folder.write("xdg/roundhouse/roundhouse.json", #"{"listen": "127.0.0.1:3"}"#)
    #expect(try listen(home.merging(["XDG_CONFIG_HOME": folder.at("xdg")]) { $1 }) == "127.0.0.1:3")
  }

  @Test("a file that was named and is not there is an error")
  func absent() throws {
    let flags = ConfigurationFlags(file: folder.at("none.json"))
    let error = try #require(throws: RoundhouseError.self) {
      try Configuration.load(flags: flags, environment: Sample.environment())
    }
    #expect(error.message == "flag --config: there is no file \(folder.at("none.json"))")
  }

  @Test("a file that everybody may write is refused, for it decides what is trusted")
  func writable() throws {
    let file = folder.write("open.json", "{}", mode: 0o666)
    let error = try #require(throws: RoundhouseError.self) {
      try Configuration.load(flags: ConfigurationFlags(file: file), environment: Sample.environment())
    }
    #expect(error.message == "the configuration file \(file) is refused: everybody may write to it (mode 666)")
    #expect(error.remedy == "chmod go-w \(file)")
  }

  @Test(
    "each wrong value in the file has its own line",
    arguments: [
      (
        "{",
        "1:2: not valid JSON: the text ends too early, expected a key in quotes; close what is open; the end of the file may be missing"
      ),
      (
        "[]",
        #"1:1: expected an object, found an empty array; write { "agents": { "acme.mailer": { "priority": 200 } } }"#
      ),
      (#"{"listne": 1}"#, ##"1:2: listne: expected a known key, found "listne"; did you mean "listen"?"##),
      (#"{"log": {"levle": 1}}"#, ##"1:10: log.levle: expected a known key, found "levle"; did you mean "level"?"##),
      (
        #"{"log": {"level": "warn"}}"#,
        ##"1:19: log.level: expected one of "debug", "info", "warning", "error", found "warn"; choose one of them, such as "debug""##
      ),
      (#"{"log": 5}"#, #"1:9: log: expected an object, found the number 5; write { "level": "info" }"#),
      (
        #"{"listen": 7717}"#,
        ##"1:12: listen: expected HOST:PORT such as "127.0.0.1:7717" or "[::1]:0", found the number 7717; write "127.0.0.1:7717""##
      ),
      (#"{"images": 0}"#, "1:12: images: expected an integer from 1 to 4096, found the number 0; write 1 or more"),
      (
        #"{"images": 1, "images": 2}"#,
        "1:15: images: expected each key once, found this one for the second time; remove one of the two"
      ),
      (
        #"{"limits": {"body": "16 MB"}}"#,
        #"1:21: limits.body: expected a size such as "64MiB", found "16 MB"; write "16MiB""#
      ),
      (
        #"{"limits": {"requestTimeout": 30}}"#,
        #"1:31: limits.requestTimeout: expected a duration such as "30s", found the number 30; write "30s""#
      ),
      (
        #"{"retryBudget": {"ratio": 2}}"#,
        "1:27: retryBudget.ratio: expected a number from 0 to 1, found the number 2; write 1 or less"
      ),
      (#"{"insecure": "yes"}"#, ##"1:14: insecure: expected true or false, found "yes"; write true"##),
      (
        #"{"agentFolders": "x"}"#,
        ##"1:18: agentFolders: expected an array of folders, found "x"; put it into [ ]: ["x"]"##
      ),
      (
        #"{"trust": [""]}"#, ##"1:12: trust[0]: expected a folder's path, found ""; write a path, as in "/srv/agents""##
      ),
      (
        #"{"agents": {"A B": {}}}"#,
        #"1:13: agents.A B: expected an agent's id such as "acme.mailer", found "A B"; `roundhouse agents` lists ids"#
      ),
      (
        #"{"agents": {"a.b": {"priority": 1001}}}"#,
        "1:33: agents.a.b.priority: expected an integer from 0 to 1000, found the number 1001; write 1000 or less"
      ),
      (
        #"{"agents": {"a.b": {"prioriti": 1}}}"#,
        ##"1:21: agents.a.b.prioriti: expected a known key, found "prioriti"; did you mean "priority"?"##
      ),
      (
        #"{"agents": {"a.b": {"tier": "wroker"}}}"#,
        #"1:29: agents.a.b.tier: expected one of "host", "worker", found "wroker"; did you mean "worker"?"#
      ),
      (
        #"{"agents": {"a.b": {"config": []}}}"#,
        #"1:31: agents.a.b.config: expected an object, found an empty array; write the members that are to change, as in { "model": "small" }"#
      ),
      (
        #"{"agents": {"a.b": {"config": {"key": {"env": ""}}}}}"#,
        #"1:39: agents.a.b.config.key: expected {"env": "NAME"} or {"file": "PATH"}, found an object; in "config" such an object always stands for a secret"#
      ),
      (
        #"{"agents": {"a.b": {"permissions": {"read": ["x"]}}}}"#,
        ##"1:46: agents.a.b.permissions.read[0]: expected an absolute path, found "x"; begin it with "/""##
      ),
    ])
  func problems(text: String, line: String) throws {
    let error = try #require(throws: RoundhouseError.self) { try load(text) }
    #expect(error.message == "\(folder.at("roundhouse.json")):\(line)")
    #expect(error.code == .badRequest)
  }

  @Test("all that is wrong with the file is told at once")
  func allProblems() throws {
    let error = try #require(throws: RoundhouseError.self) { try load("{\"images\": 0,\n\"listen\": 1}") }
    #expect(error.message.split(separator: "\n").count == 2)
  }

  @Test("$schema and keys that begin with x- are everybody's own")
  func ownKeys() throws {
    #expect(try load(#"{"$schema": "s", "x-note": 1, "agents": {"x-note": 2}}"#).agents.isEmpty)
  }

  @Test(
    "a wrong variable or flag is named, with what was meant",
    arguments: [
      (
        "ROUNDHOUSE_LISTEN", "8080",
        #"environment ROUNDHOUSE_LISTEN: expected HOST:PORT such as "127.0.0.1:7717" or "[::1]:0", found "8080"; write "127.0.0.1:8080""#
      ),
      (
        "ROUNDHOUSE_LOG", "dbug",
        #"environment ROUNDHOUSE_LOG: expected one of "debug", "info", "warning", "error", found "dbug"; write "debug""#
      ),
      (
        "ROUNDHOUSE_LIMIT_BODY", "1mb",
        #"environment ROUNDHOUSE_LIMIT_BODY: expected a size from 1KiB to 1GiB, found "1mb"; write "1MiB""#
      ),
      (
        "ROUNDHOUSE_IMAGES", "many\n",
        #"environment ROUNDHOUSE_IMAGES: expected an integer from 1 to 4096, found "many\x0a"; correct it or leave it out"#
      ),
    ])
  func wrongText(name: String, value: String, line: String) throws {
    let error = try #require(throws: RoundhouseError.self) { try load(variables: [name: value]) }
    #expect(error.description == line)
    let key = try #require(ConfigurationKey.all.first { $0.variable == name })
    if key.flag.isEmpty { return }
    let flagged = try #require(throws: RoundhouseError.self) { try load(flags: [key.flag: [value]]) }
    #expect(flagged.description == line.replacing("environment \(name)", with: "flag \(key.flag)"))
  }

  @Test(
    "addresses need a port, and brackets around IPv6",
    arguments: [
      ("127.0.0.1:0", true), ("[::1]:7717", true), ("localhost:65535", true), ("::1:7717", false), ("[]:1", false),
      ("localhost", false), (":80", false), ("h:65536", false), ("h:+1", false), ("h h:1", false), ("h:", false),
    ])
  func addresses(text: String, isValid: Bool) {
    #expect(ConfigurationKind.isAddress(text) == isValid)
  }
}
