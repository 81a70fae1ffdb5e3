import CRoundhouse
import FixtureBuilder
import Foundation

/// One of the agents in `Plugins`, loaded as a host would load it.
///
/// Swift agents are built with the tests and lie beside them; agents in C are compiled here.
enum ShippedAgent {
  struct Missing: Error, CustomStringConvertible { let description: String }

  /// The native agents that ship.
  static let names =
    ["echo", "echo-swift", "finance", "hr", "jq", "quote-fast", "quote-steady", "sales", "ticketing"]
    + parts.keys.sorted()
  /// The ids of those that play a part in the examples of orchestration, by the names of their folders.
  static let parts = [
    "legal": "legal-agent", "memory": "memory-agent", "retrieval": "rag-agent", "search": "search-agent",
    "writer": "llm-agent",
    "converser": "converser", "learning": "learning-agent", "predictor": "predictor", "reviewer": "reviewer",
    "speech": "speech-agent", "tutor": "tutor-agent",
  ]
  private static let folder = Result { try TemporaryFolder() }

  /// A host with a fresh instance, configured as the manifest says or otherwise.
  static func host(_ name: String, config: String? = nil) throws -> TestHost {
    try TestHost(
      entry(name), config: config ?? configuration(name), folder: "\(FixtureBuilder.repository)/Plugins/\(name)")
  }

  /// The manifest as a dictionary.
  static func manifest(_ name: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(manifestText(name))) as! [String: Any]
  }

  static func manifestText(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(filePath: "\(FixtureBuilder.repository)/Plugins/\(name)/agent.json")))
  }

  private static func configuration(_ name: String) throws -> String {
    let config = try manifest(name)["config"] ?? [String: Any]()
    return String(decoding: try JSONSerialization.data(withJSONObject: config), as: UTF8.self)
  }

  private static func entry(_ name: String) throws -> UnsafePointer<rh_plugin> {
    let path = try library(name)
    guard let image = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE),
      let symbol = dlsym(image, RH_ENTRY_NAME)
    else { throw Missing(description: String(cString: dlerror())) }
    return unsafeBitCast(symbol, to: (@convention(c) () -> UnsafePointer<rh_plugin>).self)()
  }

  private static func library(_ name: String) throws -> String {
    let source = "\(FixtureBuilder.repository)/Plugins/\(name)/\(name.replacing("-", with: "_")).c"
    guard FileManager.default.fileExists(atPath: source) else {
      let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
      let path = "\(tests)/lib\(name).so"
      guard FileManager.default.fileExists(atPath: path) else {
        throw Missing(description: "\(path) is not there; build with swift build --build-tests")
      }
      return path
    }
    return try compiled(name, source)
  }

  /// The same bytes under one path are one image, so each agent in C is compiled once.
  private static func compiled(_ name: String, _ source: String) throws -> String {
    try lock.withLock {
      let path = try folder.get().path + "/lib\(name).so"
      if !FileManager.default.fileExists(atPath: path) {
        try FixtureBuilder.compile(
          source, to: path,
          ["-std=c11", "-Wpedantic", "-Werror", "-O2", "-Wl,--version-script=\(map)", "-Wl,-Bsymbolic", "-Wl,-z,defs"]
            + others(beside: source))
      }
      return path
    }
  }

  /// What is compiled and linked with an agent's first file: its other files, and the libraries that it names.
  private static func others(beside source: String) throws -> [String] {
    let folder = (source as NSString).deletingLastPathComponent
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
    let libraries = try? String(contentsOfFile: folder + "/libraries", encoding: .utf8)
    return files.filter { $0.hasSuffix(".c") && $0 != source }.sorted()
      + (libraries ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private static let lock = NSLock()
  private static let map = "\(FixtureBuilder.repository)/sdk/c/agent.map"
}
