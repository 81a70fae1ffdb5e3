import FixtureBuilder
import Foundation

/// A new agent's folder, made from a template of the SDK outside this repository.
struct NewAgent: Sendable {
  let folder: String
  let name: String

  /// - Parameter module: the name in Swift, which must be unique in a process.
  init(_ language: String, name: String, module: String, in parent: String) throws {
    self.name = name
    folder = "\(parent)/\(name)"
    let files = FileManager.default
    try files.copyItem(atPath: "\(FixtureBuilder.repository)/sdk/templates/\(language)", toPath: folder)
    for file in try files.subpathsOfDirectory(atPath: folder) {
      let path = "\(folder)/\(file)"
      guard let bytes = files.contents(atPath: path) else { continue }
      var text = String(decoding: bytes, as: UTF8.self)
      for (key, value) in [
        "name": name, "id": "outside.\(name)", "module": module, "sdk": "\(FixtureBuilder.repository)/sdk",
      ] {
        text = text.replacingOccurrences(of: "{{\(key)}}", with: value)
      }
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  var library: String { "\(folder)/lib\(name).so" }

  /// Builds with the one command of the template's README.
  func make(_ arguments: String...) throws -> Command {
    try Command.run(["make", "-s", "-C", folder] + arguments)
  }

  /// What `roundhouse check` says of it in both tiers; warnings count.
  func check() throws -> Command {
    let words = ["check", folder, "--tier", "both", "--strict", "--quiet"]
    return try Command.run(
      ["env", "-u", "ROUNDHOUSE_CONFIG", "NO_COLOR=1", FixtureBuilder.products + "/roundhouse"] + words)
  }

  /// The symbols that the library defines for others, one line each.
  func exports() throws -> String {
    try Command.run(["nm", "-D", "--defined-only", "--format=just-symbols", library]).output
  }

  /// What the library needs to be loaded.
  func needs() throws -> String { try Command.run(["readelf", "-d", library]).output }
}
