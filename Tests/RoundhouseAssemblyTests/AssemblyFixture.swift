import FixtureBuilder
import Foundation
import RoundhouseAssembly
import RoundhouseDiscovery
import RoundhouseHost
import RoundhouseModel

/// A folder of agents over libm, a state folder, and a host over both; all gone with the value.
final class AssemblyFixture {
  let root = NSTemporaryDirectory() + "assembly-\(UUID().uuidString)"
  var agents: String { root + "/agents" }

  init() throws {
    let files = FileManager.default
    for folder in [agents, root + "/bin"] {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    // Agents of no code live in workers.
    try files.createSymbolicLink(
      atPath: root + "/bin/roundhouse-worker", withDestinationPath: FixtureBuilder.confined + "/roundhouse-worker")
  }
  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Puts an agent into the folder, its manifest last and in one step.
  func put(_ id: String, priority: Int = 100, expecting answer: Int = 1024, version: String = "1.0.0") throws {
    let folder = agents + "/" + id
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let manifest = """
      {"manifestVersion": 1, "id": "\(id)", "version": "\(version)", "kind": "ffi", "library": "libm.so.6",
       "priority": \(priority), "blocking": false,
       "functions": [{"capability": "\(id).pow", "symbol": "pow", "idempotent": true,
         "parameters": [{"name": "base", "type": "f64"}, {"name": "exponent", "type": "f64"}],
         "returns": {"type": "f64"}}],
       "selfTest": [{"capability": "\(id).pow", "input": {"base": 2, "exponent": 10},
         "output": {"result": \(answer)}}]}
      """
    try manifest.write(toFile: folder + "/agent.json", atomically: true, encoding: .utf8)
  }

  /// An agent that is a plan, or another document.
  func publish(
    _ document: String, as id: String, capability: String, mayCall: String = #"["*"]"#, more: String = ""
  ) throws {
    let manifest = """
      {"manifestVersion": 1, "id": "\(id)", "version": "1.0.0", "kind": "workflow", "workflow": "plan.json", \(more)
       "capabilities": [{"name": "\(capability)", "idempotent": true}], "permissions": {"call": \(mayCall)}}
      """
    try write(document, to: id + "/plan.json")
    try write(manifest, to: id + "/agent.json")
  }

  func write(_ text: String, to path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (agents + "/" + path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: agents + "/" + path, atomically: true, encoding: .utf8)
  }

  /// What a real client gets.
  func get(_ url: String) throws -> String {
    let curl = Process()
    let output = Pipe()
    curl.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
    curl.arguments = ["--silent", "--max-time", "10", url]
    curl.standardOutput = output
    try curl.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    curl.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  func remove(_ id: String) throws { try FileManager.default.removeItem(atPath: agents + "/" + id) }

  /// Starts a host over the folder and nothing else of this machine.
  func start(watches: Bool = false, hasServer: Bool = false) throws -> Assembly {
    var options = AssemblyOptions()
    options.flags.values = ["--agents": [agents], "--state": [root + "/state"], "--listen": ["127.0.0.1:0"]]
    options.environment = Environment(variables: [:])
    options.installation = Installation(
      folder: root + "/bin", configurationFolder: root + "/etc", libraryFolder: root + "/lib")
    options.hasServer = hasServer
    options.watchesFolders = watches
    options.logsAgents = false
    return try Assembly.start(options)
  }
}

extension Assembly {
  func pow(_ id: String) throws -> String {
    let reply = try host.callBlocking("\(id).pow", Array(#"{"base":2,"exponent":10}"#.utf8))
    return String(decoding: Array(reply.bytes), as: UTF8.self)
  }

  func end() { stop(deadline: SystemClock().now + .seconds(5)) }

  /// Waits for what happens by itself, at longest ten seconds.
  func eventually(_ condition: () -> Bool) -> Bool {
    let deadline = SystemClock().now + .seconds(10)
    while SystemClock().now < deadline {
      if condition() { return true }
      Thread.sleep(forTimeInterval: 0.005)
    }
    return false
  }
}
