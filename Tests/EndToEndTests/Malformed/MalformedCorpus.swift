import FixtureBuilder
import Foundation

/// Agents' folders each of which is wrong in one way, all in one folder.
struct MalformedCorpus {
  /// The folder with all of them.
  let folder: String
  /// The names of the agents' folders, and how each of them is wrong.
  private(set) var ways: [String: String] = [:]

  init(in folder: String) throws {
    self.folder = folder
    try addManifests()
    try addTexts()
    try addLibraries()
    try addDefects()
    try addPlaces()
  }

  /// A good manifest over a copy of the echo, but for what is put over it.
  private static func manifest(_ id: String, _ changes: [String: any Sendable] = [:], without key: String? = nil) throws
    -> Data
  {
    var manifest: [String: any Sendable] = [
      "manifestVersion": 1, "id": id, "version": "1.0.0", "library": "libecho.so", "blocking": false,
      "capabilities": [["name": "text.echo"]],
    ]
    manifest.merge(changes) { _, new in new }
    if let key { manifest[key] = nil }
    return try JSONSerialization.data(withJSONObject: manifest, options: [.sortedKeys, .withoutEscapingSlashes])
  }

  private mutating func add(_ way: String, _ manifest: (String) throws -> Data, library: Data? = nil) throws {
    let name = "bad\(ways.count)"
    let path = folder + "/" + name
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    if let library {
      try library.write(to: URL(fileURLWithPath: path + "/libecho.so"))
    } else {
      try FileManager.default.copyItem(atPath: House.agents + "/echo/libecho.so", toPath: path + "/libecho.so")
    }
    try manifest(name).write(to: URL(fileURLWithPath: path + "/agent.json"))
    ways[name] = way
  }

  // MARK: - Each field wrong in each way

  private mutating func addManifests() throws {
    for key in ["id", "version", "library", "capabilities"] {
      try add("no \(key)", { try Self.manifest($0, without: key) })
    }
    for (key, values) in WrongValues.ofManifest {
      for value in values { try add("\(key): \(value)", { try Self.manifest($0, [key: value]) }) }
    }
    for (key, values) in WrongValues.ofCapability {
      for value in values {
        var capability: [String: any Sendable] = ["name": "text.echo"]
        capability[key] = value
        try add("capability \(key): \(value)", { try Self.manifest($0, ["capabilities": [capability]]) })
      }
    }
    try add("an unknown key", { try Self.manifest($0, ["prioritty": 5]) })
    try add("one capability twice", { try Self.manifest($0, ["capabilities": [["name": "a.b"], ["name": "a.b"]]]) })
  }

  // MARK: - Texts that are no JSON

  private mutating func addTexts() throws {
    let good = try Self.manifest("text")
    for count in stride(from: 0, to: good.count - 1, by: max(1, good.count / 24)) {
      try add("cut after \(count) bytes", { _ in good.prefix(count) })
    }
    for (way, text) in WrongValues.texts { try add(way, { _ in Data(text.utf8) }) }
    try add("invalid UTF-8", { _ in Data([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D]) })
    try add("half a character", { id in Data("{\"id\":\"\(id)".utf8) + [0xE2, 0x82] + Data("\"}".utf8) })
    try add("NUL bytes", { _ in Data(count: 4096) })
    try add("2 MiB of spaces", { _ in Data(repeating: 0x20, count: 2 << 20) })
  }

  // MARK: - Libraries that are none

  private mutating func addLibraries() throws {
    let good = try Data(contentsOf: URL(fileURLWithPath: House.agents + "/echo/libecho.so"))
    for count in stride(from: 0, to: good.count, by: 1024) {
      try add("library cut after \(count) bytes", { try Self.manifest($0) }, library: good.prefix(count))
    }
    // Places in the header of an ELF file, and what must not stand there.
    let header: [(String, Int, UInt8)] = [
      ("magic", 0, 0), ("class 32 bit", 4, 1), ("no class", 4, 9), ("big-endian", 5, 2), ("version", 6, 0),
      ("an executable", 16, 2), ("a core dump", 16, 4), ("another machine", 18, 0xB7), ("machine 0", 18, 0),
      ("program headers far away", 39, 0x7F), ("no program headers", 56, 0), ("size of program headers", 54, 3),
    ]
    for (way, place, byte) in header {
      var library = good
      library[place] = byte
      try add("library with \(way)", { try Self.manifest($0) }, library: library)
    }
    try add("library of text", { try Self.manifest($0) }, library: Data("#!/bin/sh\necho hello\n".utf8))
    try add("library of 1 GiB of zeros", { try Self.manifest($0) }, library: Data())
    let sparse = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(folder)/bad\(ways.count - 1)/libecho.so"))
    try sparse.truncate(atOffset: 1 << 30)
    try sparse.close()
  }

  // MARK: - Libraries whose tables lie

  private mutating func addDefects() throws {
    let defects = [
      "crooked-table", "huge-table", "no-entry", "null-create", "null-destroy", "null-invoke", "null-table",
      "other-major", "short-table", "text-relocation", "undefined-symbol", "version-999", "wild-invoke", "wild-table",
      "create-fails",
    ]
    for defect in defects {
      let library = try Data(contentsOf: URL(fileURLWithPath: FixtureBuilder.build(defect)))
      try add(defect, { try Self.manifest($0) }, library: library)
    }
  }

  // MARK: - Files that are not what they should be

  private mutating func addPlaces() throws {
    let files = FileManager.default
    try add("library that is not there", { try Self.manifest($0) })
    try files.removeItem(atPath: "\(folder)/bad\(ways.count - 1)/libecho.so")
    try add("library that is a folder", { try Self.manifest($0) })
    try files.removeItem(atPath: "\(folder)/bad\(ways.count - 1)/libecho.so")
    try files.createDirectory(atPath: "\(folder)/bad\(ways.count - 1)/libecho.so", withIntermediateDirectories: true)
    try add("library that is a loop of links", { try Self.manifest($0) })
    try files.removeItem(atPath: "\(folder)/bad\(ways.count - 1)/libecho.so")
    try files.createSymbolicLink(
      atPath: "\(folder)/bad\(ways.count - 1)/libecho.so", withDestinationPath: "libecho.so")
    try add("manifest that is a folder", { try Self.manifest($0) })
    try files.removeItem(atPath: "\(folder)/bad\(ways.count - 1)/agent.json")
    try files.createDirectory(atPath: "\(folder)/bad\(ways.count - 1)/agent.json", withIntermediateDirectories: true)
    try add("manifest that is a loop of links", { try Self.manifest($0) })
    try files.removeItem(atPath: "\(folder)/bad\(ways.count - 1)/agent.json")
    try files.createSymbolicLink(
      atPath: "\(folder)/bad\(ways.count - 1)/agent.json", withDestinationPath: "agent.json")
  }
}
