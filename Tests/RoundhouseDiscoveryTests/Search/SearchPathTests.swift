import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("The search path")
struct SearchPathTests {
  let folder = TemporaryFolder()

  private func searchPath(
    _ flags: [String] = [], file: String = "{}", variables: [String: String] = [:], isPrivileged: Bool = false,
    program: String = "usr/bin"
  ) throws -> SearchPath {
    let path = folder.write("roundhouse.json", file)
    let installation = Installation(
      folder: folder.at(program), configurationFolder: folder.at("etc"), libraryFolder: folder.at("lib"))
    let environment = Environment(variables: variables, isPrivileged: isPrivileged)
    let configuration = try Configuration.load(
      flags: ConfigurationFlags(file: path, values: ["--agents": flags]), environment: environment,
      installation: installation)
    return try SearchPath(configuration: configuration, environment: environment, installation: installation)
  }

  @Test("named folders come first, then the environment's, the machine's, the user's, the installation's")
  func order() throws {
    for name in ["one", "two", "three"] { folder.folder(name) }
    let path = try searchPath(
      [folder.at("one"), folder.at("two")], file: #"{"agentFolders": ["three"]}"#,
      variables: ["ROUNDHOUSE_AGENT_PATH": "\(folder.at("e1"))::\(folder.at("e2"))", "HOME": folder.at("home")])
    #expect(
      path.roots.map { "\($0.path.dropFirst(folder.path.count + 1)) \($0.isTrusted)" } == [
        "one true", "two true", "three true", "e1 false", "e2 false", "etc/agents true",
        "home/.local/share/roundhouse/agents false", "usr/agents true", "usr/lib/roundhouse/agents true",
        "lib/agents true",
      ])
    #expect(
      path.roots.prefix(4).map(\.origin.description) == [
        "flag --agents", "flag --agents", "\(folder.at("roundhouse.json")):1", "environment ROUNDHOUSE_AGENT_PATH",
      ])
  }

  @Test("a build tree has its agents staged two folders up")
  func buildTree() throws {
    let path = try searchPath(program: "build/x86_64-unknown-linux-gnu/debug")
    #expect(path.roots.contains { $0.path == folder.at("build/agents") && $0.isTrusted })
  }

  @Test("the XDG data folder replaces the one at home, if it is absolute")
  func dataFolder() throws {
    let home = ["HOME": folder.at("home")]
    let absolute = try searchPath(variables: home.merging(["XDG_DATA_HOME": folder.at("data")]) { $1 })
    #expect(absolute.roots.contains { $0.path == folder.at("data/roundhouse/agents") && !$0.isTrusted })
    let relative = try searchPath(variables: home.merging(["XDG_DATA_HOME": "data"]) { $1 })
    #expect(relative.roots.contains { $0.path == folder.at("home/.local/share/roundhouse/agents") })
  }

  @Test("a privileged process looks neither at the environment nor at home")
  func privileged() throws {
    let variables = ["ROUNDHOUSE_AGENT_PATH": folder.at("e1"), "HOME": folder.at("home")]
    let path = try searchPath(variables: variables, isPrivileged: true)
    #expect(path.roots.allSatisfy { $0.isTrusted && $0.origin != .environment && $0.origin != .user })
  }

  @Test("a folder twice stays at its first place, and is trusted if it was trusted once")
  func twice() throws {
    let path = try searchPath(variables: ["ROUNDHOUSE_AGENT_PATH": folder.at("lib/./agents")])
    #expect(path.roots.filter { $0.path == folder.at("lib/agents") }.count == 1)
    #expect(path.roots[0].path == folder.at("lib/agents"))
    #expect(path.roots[0].isTrusted)
  }

  @Test("a folder that was named and is not there is an error that names the flag")
  func absentFlag() throws {
    let error = try #require(throws: RoundhouseError.self) { try searchPath([folder.at("nowhere")]) }
    #expect(error.message == "flag --agents: no folder of agents at \(folder.at("nowhere"))")
    #expect(error.cause == "No such file or directory")
    #expect(error.code == .badRequest)
    let file = folder.write("agent.json", "{}")
    let wrong = try #require(throws: RoundhouseError.self) { try searchPath([file]) }
    #expect(wrong.cause == "it is a file")
  }

  @Test("a folder that the file names and that is not there is an error that names the line")
  func absentInFile() throws {
    let error = try #require(throws: RoundhouseError.self) {
      try searchPath(file: "{\n\n  \"agentFolders\": [\"gone\"]\n}")
    }
    #expect(error.message == "\(folder.at("roundhouse.json")):3: no folder of agents at \(folder.at("gone"))")
  }
}
