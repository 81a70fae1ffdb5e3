import FixtureBuilder
import Foundation
import Glibc

/// Tears the files of two agents, one in each tier, in ways that a seed chooses.
struct FileStorm {
  static let tiers = ["host", "worker"]

  /// A library that is complete, and its digest.
  private struct Library {
    let bytes: Data
    let sha256: String
  }

  /// All answers that a complete pair of manifest and library gives.
  private(set) var whole: Set<String> = []
  /// What was done last, for people.
  private(set) var last = ""
  private let folder: String
  private let libraries: [Library]
  private var chance: Seeded
  private var step = 0

  /// Puts the first version in place.
  init(in folder: String, seed: UInt64) throws {
    self.folder = folder
    chance = Seeded(seed)
    libraries = try (0..<4).map { number in
      let path = try FixtureBuilder.build("stamped", flags: ["-DSTAMP=\(number)"])
      let digest = try Program.run(["sha256sum", path]).output.split(separator: " ").first
      return Library(bytes: try Data(contentsOf: URL(filePath: path)), sha256: String(digest ?? ""))
    }
    for tier in Self.tiers { try put(0, tier) }
  }

  /// Does one thing to one of the two, and waits a moment or none.
  mutating func rage() throws {
    step += 1
    let tier = Self.tiers[chance.below(2)]
    let kind = chance.below(12)
    last = "\(kind) to \(tier) in step \(step)"
    switch kind {
    case 0: truncate(library(tier), off_t(chance.below(libraries[0].bytes.count)))
    case 1: overwrite(library(tier), with: libraries[chance.below(4)].bytes)
    case 2: try rename(library(tier), libraries[chance.below(4)].bytes)
    case 3: overwrite(library(tier), with: Data((0..<4096).map { _ in UInt8(chance.below(256)) }))
    case 4: unlink(library(tier))
    case 5: unlink(manifest(tier))
    case 6: truncate(manifest(tier), off_t(chance.below(200)))
    case 7:
      // As `cp` does it. Over the old text, half of each could be a manifest that nobody can tell from a good one.
      truncate(manifest(tier), 0)
      overwrite(manifest(tier), with: Data(text(chance.below(4), tier).utf8))
    case 8: try? FileManager.default.removeItem(atPath: "\(folder)/\(tier)")
    default: try put(chance.below(4), tier)
    }
    usleep(UInt32(chance.below(60_000)))
  }

  /// Puts a complete version in place for good.
  /// - Returns: what both answer from then on.
  mutating func calm() throws -> String {
    step += 1
    for tier in Self.tiers { try put(1, tier) }
    return "1.\(step).0 of 1"
  }

  private func library(_ tier: String) -> String { "\(folder)/\(tier)/lib.so" }
  private func manifest(_ tier: String) -> String { "\(folder)/\(tier)/agent.json" }

  /// The digest in it makes it true of one library only.
  private mutating func text(_ number: Int, _ tier: String) -> String {
    let version = "\(number).\(step).0"
    whole.insert("\(version) of \(number)")
    return """
      {"manifestVersion": 1, "id": "storm.\(tier)", "version": "\(version)", "tier": "\(tier)",
       "library": {"linux-x86_64": {"path": "lib.so", "sha256": "\(libraries[number].sha256)"},
                   "linux-aarch64": {"path": "lib.so", "sha256": "\(libraries[number].sha256)"}},
       "capabilities": [{"name": "storm.\(tier)", "idempotent": true, "timeout": "5s"}]}
      """
  }

  /// As it should be done: the library first, each in one step.
  private mutating func put(_ number: Int, _ tier: String) throws {
    try FileManager.default.createDirectory(atPath: "\(folder)/\(tier)", withIntermediateDirectories: true)
    try rename(library(tier), libraries[number].bytes)
    try rename(manifest(tier), Data(text(number, tier).utf8))
  }

  private func rename(_ path: String, _ bytes: Data) throws {
    guard FileManager.default.fileExists(atPath: (path as NSString).deletingLastPathComponent) else { return }
    try bytes.write(to: URL(filePath: path + ".new"))
    Glibc.rename(path + ".new", path)
  }

  /// In place, in up to four pieces.
  private mutating func overwrite(_ path: String, with bytes: Data) {
    let file = open(path, O_WRONLY)
    guard file >= 0 else { return }
    defer { close(file) }
    let pieces = 1 + chance.below(4)
    for piece in 0..<pieces {
      let part = bytes[bytes.count * piece / 4..<bytes.count * (piece + 1) / 4]
      _ = part.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, off_t(bytes.count * piece / 4)) }
      usleep(UInt32(chance.below(5_000)))
    }
  }
}
