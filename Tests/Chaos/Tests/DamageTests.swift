import FixtureBuilder
import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import RunLives
import Testing

/// A host whose file was damaged after it was killed: it does not go on as if nothing had been, and asks nobody.
@Suite(.serialized) struct DamageTests {
  /// What is done to a file.
  enum Damage: String, CaseIterable, Sendable {
    case logEnd, logMiddle, logHead, logMissing, fileHead
  }

  private static let head = 32
  private static let frame = 24 + 4096

  @Test(
    "A host with a damaged file does not start, says what to do, and goes on when the file is whole again",
    arguments: Damage.allCases)
  func refused(damage: Damage) async throws {
    let expected = try await Undisturbed.outputs(of: LifeWork.allCases)
    let folder = try TemporaryFolder()
    // The head of the file counts only where the log has none.
    let life = try ended(folder, at: damage == .fileHead ? nil : 8)
    let copies = try copy(life)
    try inflict(damage, life)
    let lines = try LifeLog.read(life.log)
    let host = try LifeProcess(life)
    #expect(host.wait() == .exit(1))
    let words = damage == .fileHead ? "is damaged" : "has lost what was confirmed"
    #expect(host.text.contains(words), "\(host.text)")
    #expect(try LifeLog.read(life.log) == lines)

    for (path, bytes) in copies { try TemporaryFolder.write(bytes, to: path) }
    let next = try LifeProcess(life)
    #expect(next.wait() == .exit(0), "\(next.text)")
    let verdict = try LifeVerdict(life, expected: expected)
    #expect(verdict.complaints.isEmpty, "\(verdict)")
  }

  @Test(
    "Who accepts the loss goes on with what is left: every run that is there or begun again ends",
    arguments: Damage.allCases.filter { $0 != .fileHead })
  func accepted(damage: Damage) async throws {
    let folder = try TemporaryFolder()
    var life = try ended(folder, at: 8)
    try inflict(damage, life)
    life.settings.acceptsLoss = true
    let outcomes = try await life.live()
    #expect(outcomes.count == LifeWork.allCases.count)
    for (key, outcome) in outcomes {
      let isInDoubt = outcome.state == .blocked && outcome.error?.code == .stepInDoubt
      #expect(outcome.state == .completed || isInDoubt, "\(key): \(outcome)")
    }
    // From then on it is a whole file again.
    life.settings.acceptsLoss = false
    let again = try await life.live()
    #expect(again.mapValues(\.state) == outcomes.mapValues(\.state))
  }

  /// Where a log ends in its file: its pages have its mark, and behind them is room.
  private static func end(of log: [UInt8]) -> Int {
    let places = stride(from: head, through: log.count - frame, by: frame)
    return places.first { log[$0 + 8..<$0 + 16] != log[16..<24] } ?? log.count
  }

  /// A host that was killed when it had written for a while, most of it into the log; or that has done all its work.
  private func ended(_ folder: TemporaryFolder, at commit: Int?) throws -> Life {
    var life = Life(folder.path)
    // Its log ends with what was confirmed, and not with rows that have followed, which may be lost.
    life.ahead = .max
    life.death = commit.map { LifeStore.Death(commit: $0, side: .after) }
    let host = try LifeProcess(life)
    #expect(host.wait() == (commit == nil ? .exit(0) : .signal(SIGKILL)))
    life.death = nil
    return life
  }

  private func copy(_ life: Life) throws -> [String: [UInt8]] {
    var copies: [String: [UInt8]] = [:]
    for ending in ["", "-wal"] {
      let path = life.folder + "/runs/1.db" + ending
      if FileManager.default.fileExists(atPath: path) { copies[path] = try TemporaryFolder.read(path) }
    }
    return copies
  }

  private func inflict(_ damage: Damage, _ life: Life) throws {
    let file = life.folder + "/runs/1.db"
    let path = damage == .fileHead ? file : file + "-wal"
    if damage == .logMissing { return try FileManager.default.removeItem(atPath: path) }
    var bytes = try TemporaryFolder.read(path)
    switch damage {
    case .logEnd: bytes.removeSubrange(Self.end(of: bytes) - 100..<bytes.count)
    case .logMiddle: bytes[Self.head + (Self.end(of: bytes) / Self.frame / 2) * Self.frame + 500] ^= 1
    case .logHead: bytes[17] ^= 1
    case .fileHead: bytes[3] ^= 0x20
    case .logMissing: break
    }
    try TemporaryFolder.write(bytes, to: path)
  }
}
