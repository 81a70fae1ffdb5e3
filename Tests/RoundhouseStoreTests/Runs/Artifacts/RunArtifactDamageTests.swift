import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import Testing

/// Payloads whose files are missing or damaged: an error of that run, and of no other.
struct RunArtifactDamageTests {
  enum Harm: CaseIterable, Sendable { case missing, flipped, cut, emptied }

  let folder = TemporaryFolder()

  private func open() throws -> SQLiteRunStore {
    try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
  }

  /// Three runs with an answer and an end each, one of them short.
  private func ended() throws -> SQLiteRunStore {
    let store = try open()
    for number in Int64(1)...2 {
      try store.commit([create(number), record(number, of: number, 1, body: LongPayloads.payload(number))])
      try store.commit([LongPayloads.end(number, output: LongPayloads.payload(10 + number))])
    }
    try store.commit([create(3), record(3, of: 3, 1), update(3, .completed, ended: 3)])
    return store
  }

  @Test("A run that has ended says which file of it is missing or damaged, and what to do", arguments: Harm.allCases)
  func endedRun(harm: Harm) throws {
    let store = try ended()
    let file = try self.file(LongPayloads.payload(11))
    try apply(harm, file)
    let error = #expect(throws: RoundhouseError.self) { try store.run(1) }
    #expect(error?.code == .internal)
    let word = harm == .missing ? "missing" : "damaged"
    #expect(error?.message == "the output of \(RunNumber(rawValue: 1)) is \(word)")
    #expect(error?.path == file)
    #expect(error?.remedy.hasPrefix("restore \(file) from a backup") == true)
    #expect(try store.run(2)?.output == LongPayloads.payload(12))
    #expect(try store.journal(of: RunNumber(rawValue: 1)).map(\.body) == [LongPayloads.payload(1)])
  }

  @Test("Lists and events go on beside a damaged file, which is told where its payload would stand")
  func lists() throws {
    let store = try ended()
    try apply(.flipped, file(LongPayloads.payload(11)))
    try apply(.missing, file(LongPayloads.payload(1)))
    let runs = try store.runs(RunQuery())
    #expect(runs.map(\.number.rawValue) == [1, 2, 3])
    #expect(runs[0].output == [])
    #expect(String(decoding: runs[0].error, as: UTF8.self).contains("the output of \(runs[0].number) is damaged"))
    #expect(runs[1].output == LongPayloads.payload(12))
    #expect(runs[1].error == [])
    let entries = try store.entries(after: 0, limit: 9)
    #expect(String(decoding: entries[0].body, as: UTF8.self).contains("the answer of step-1 of \(runs[0].number)"))
    #expect(entries[1].body == LongPayloads.payload(2))
    #expect(throws: RoundhouseError.self) { try store.journal(of: runs[0].number) }
  }

  @Test("An open run that cannot go on has failed after the next start; the others are open", arguments: Harm.allCases)
  func openRun(harm: Harm) throws {
    do {
      let store = try open()
      try store.commit([
        LongPayloads.run(1, input: LongPayloads.payload(1)), create(2),
        LongPayloads.run(3, input: LongPayloads.payload(3)),
        LongPayloads.run(4, input: LongPayloads.payload(4), state: .queued), create(5, state: .queued),
        record(1, of: 2, 1, body: LongPayloads.payload(2)),
      ])
    }
    for number in [Int64(1), 2, 4] { try apply(harm, file(LongPayloads.payload(number))) }
    let store = try open()
    #expect(try store.numbers { $0.states = [.running] } == [3])
    #expect(try store.numbers { $0.states = [.queued] } == [5])
    #expect(try store.numbers { $0.states = [.failed] } == [1, 2, 4])
    let second = try #require(try store.run(2))
    #expect(String(decoding: second.error, as: UTF8.self).contains("a payload of \(second.number) is "))
    #expect(second.ended > 1_700_000_000_000)
    #expect(try store.run(3)?.input == LongPayloads.payload(3))
    #expect(try store.prune(endedBefore: .max, limit: 10) == 3)
  }

  @Test("A job whose answer is damaged is not taken, and keeps no other from being taken")
  func queue() throws {
    let store = try open()
    for number in Int64(1)...3 {
      try store.commit([create(number, state: .queued)])
      try store.commit([record(number, of: number, 1, body: LongPayloads.payload(number))])
    }
    try apply(.flipped, file(LongPayloads.payload(2)))
    let taken = try store.numbers {
      $0.states = [.queued]
      $0.isUrgentFirst = true
    }
    #expect(taken == [1, 3])
  }

  @Test("A run that failed of a missing file can be set going when the file is there again")
  func restored() throws {
    do { try open().commit([LongPayloads.run(1, input: LongPayloads.payload(1))]) }
    let file = try self.file(LongPayloads.payload(1))
    try FileManager.default.moveItem(atPath: file, toPath: folder.file("backup"))
    let store = try open()
    #expect(throws: RoundhouseError.self) { try store.run(1) }
    try FileManager.default.moveItem(atPath: folder.file("backup"), toPath: file)
    #expect(try store.run(1)?.state == .failed)
    #expect(try store.run(1)?.input == LongPayloads.payload(1))
    try store.commit([update(1, .running, epoch: 1)])
    #expect(try store.numbers { $0.states = [.running] } == [1])
  }

  @Test("Whoever writes the same payload again heals its file", arguments: Harm.allCases)
  func healing(harm: Harm) throws {
    let store = try ended()
    try apply(harm, file(LongPayloads.payload(1)))
    try store.commit([record(9, of: 3, 2, body: LongPayloads.payload(1))])
    #expect(try store.journal(of: RunNumber(rawValue: 1)).map(\.body) == [LongPayloads.payload(1)])
    #expect(try store.journal(of: RunNumber(rawValue: 3)).last?.body == LongPayloads.payload(1))
  }

  /// The file that has a payload.
  private func file(_ payload: [UInt8]) throws -> String {
    let name = try #require(
      LongPayloads.files(folder.path).first { try folder.read("1.artifacts/\($0)") == payload })
    return folder.file("1.artifacts/\(name)")
  }

  private func apply(_ harm: Harm, _ file: String) throws {
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
    switch harm {
    case .missing: return try FileManager.default.removeItem(atPath: file)
    case .flipped: bytes[bytes.count / 2] ^= 1
    case .cut: bytes.removeLast()
    case .emptied: bytes = []
    }
    try Data(bytes).write(to: URL(filePath: file))
  }
}
