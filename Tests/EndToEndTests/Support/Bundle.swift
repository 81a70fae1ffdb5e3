import FixtureBuilder
import Foundation

/// Makes agents' folders for the tests.
enum Bundle {
  /// Over libm, with no code: `<id>.pow`, and what else is asked for.
  static func arithmetic(_ id: String, in folder: String, priority: Int = 100) throws {
    try write(
      """
      {"manifestVersion": 1, "id": "\(id)", "version": "1.0.0", "kind": "ffi", "library": "libm.so.6",
       "priority": \(priority), "blocking": false,
       "functions": [{"capability": "\(id).pow", "symbol": "pow", "idempotent": true,
         "parameters": [{"name": "base", "type": "f64"}, {"name": "exponent", "type": "f64"}], "returns": "f64"}]}
      """, id, in: folder)
  }

  /// A copy of the echo in C under another id, for `text.echo`.
  static func echo(_ id: String, in folder: String, priority: Int = 100) throws {
    try write(
      """
      {"manifestVersion": 1, "id": "\(id)", "version": "1.0.0", "library": "libecho.so", "priority": \(priority),
       "blocking": false,
       "capabilities": [{"name": "text.echo", "description": "Echo", "idempotent": true, "timeout": "1s"}]}
      """, id, in: folder, library: House.agents + "/echo/libecho.so")
  }

  /// One of `Tests/Fixtures/Agents`, offering `fixture.<name>`, or another id that it offers too.
  static func fixture(
    _ name: String, as id: String? = nil, in folder: String, timeout: String = "500ms", more: String = ""
  ) throws {
    let folderName = id ?? name
    let id = id ?? "fixture.\(name)"
    try write(
      """
      {"manifestVersion": 1, "id": "\(id)", "version": "1.0.0", "library": "lib.so", \(more)
       "capabilities": [{"name": "\(id)", "timeout": "\(timeout)"}]}
      """, folderName, in: folder, library: FixtureBuilder.build(name), as: "lib.so")
  }

  /// Writes a folder, its manifest last and in one step.
  static func write(
    _ manifest: String, _ name: String, in folder: String, library: String? = nil, as libraryName: String? = nil
  ) throws {
    let path = folder + "/" + name
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    if let library {
      let target = path + "/" + (libraryName ?? (library as NSString).lastPathComponent)
      try? FileManager.default.removeItem(atPath: target)
      try FileManager.default.copyItem(atPath: library, toPath: target)
    }
    try manifest.write(toFile: path + "/agent.json", atomically: true, encoding: .utf8)
  }

  static func remove(_ name: String, in folder: String) throws {
    // The manifest first: what has none is no agent, whatever else is still there.
    try FileManager.default.removeItem(atPath: "\(folder)/\(name)/agent.json")
    try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
  }
}
