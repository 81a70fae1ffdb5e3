import FixtureBuilder
import Glibc
import RoundhouseHost
import RoundhouseModel
import RoundhouseRuns
import Synchronization
import Testing

/// Runs through a real host whose agents fail, hang and crash in their workers.
@Suite(.serialized) struct FaultyAgentTests {
  private static let isSoak = getenv("ROUNDHOUSE_SOAK").map { String(cString: $0) } == "1"

  @Test(.timeLimit(.minutes(30)))
  func `runs end well although a tenth of all calls fails, some hang and workers crash; nothing of them is left`()
    async throws
  {
    let folder = try TemporaryFolder()
    let house = try FaultyHouse(folder)
    try await house.runs.start()
    // What the process makes once and keeps is there afterwards.
    _ = try await carryOut(20, house)
    let before = Holdings.now
    let count = Self.isSoak ? 10_000 : 200
    var figures = Figures()
    var rounds = 0
    // Both unsteady agents can end at once and leave the round to the steady one: then there is another round.
    while rounds < 10 && (figures.errors <= UInt64(count) / 2 || figures.endings <= (Self.isSoak ? 10 : 0)) {
      figures.add(try await carryOut(count, house))
      rounds += 1
    }
    print(figures)
    #expect(figures.ended == rounds * count)
    #expect(figures.completed * 1000 >= rounds * count * 999, "\(figures)")
    #expect(figures.errors > UInt64(count) / 2 && figures.endings > (Self.isSoak ? 10 : 0), "\(figures)")
    try await settle { Holdings.now.isNoMore(than: before) }
    #expect(Holdings.now.isNoMore(than: before), "\(before) before, \(Holdings.now) after")
    await house.end()
    try await settle { Holdings.now.children == 0 }
    #expect(Holdings.now.children == 0)
  }

  /// Gives it half a minute to become so.
  private func settle(_ isSo: () -> Bool) async throws {
    for _ in 0..<3_000 where !isSo() { try await Task.sleep(for: .milliseconds(10)) }
  }

  private struct Figures: CustomStringConvertible {
    var ended = 0
    var completed = 0
    var steps = 0
    var fallbacks = 0
    var calls: UInt64 = 0
    var errors: UInt64 = 0
    var endings = 0

    mutating func add(_ other: Figures) {
      ended += other.ended
      completed += other.completed
      steps += other.steps
      fallbacks += other.fallbacks
      calls += other.calls
      errors += other.errors
      endings += other.endings
    }

    var description: String {
      "\(completed) of \(ended) runs completed, \(steps) steps (\(fallbacks) by the other agent), \(calls) attempts, "
        + "\(errors) of them failed, \(endings) workers ended"
    }
  }

  /// Where those who begin runs get their numbers.
  private final class Line: Sendable {
    let next = Atomic<Int>(0)
    let isOver = Atomic<Bool>(false)
  }

  /// - Returns: what so many runs came to, each looked at in the store.
  private func carryOut(_ count: Int, _ house: FaultyHouse) async throws -> Figures {
    let (before, ended) = (house.host.statistics().calls, try house.endings)
    var figures = try await begin(count, house)
    let after = house.host.statistics().calls
    (figures.calls, figures.errors) = (after.calls - before.calls, after.errors - before.errors)
    figures.endings = try house.endings - ended
    try await house.calm()
    #expect(house.unrest == "")
    return figures
  }

  private func begin(_ count: Int, _ house: FaultyHouse) async throws -> Figures {
    let line = Line()
    return try await withThrowingTaskGroup(of: Figures.self) { group in
      group.addTask {
        while !line.isOver.load(ordering: .acquiring) {
          try house.liftQuarantines()
          try await Task.sleep(for: .milliseconds(100))
        }
        return Figures()
      }
      for _ in 0..<128 {
        group.addTask {
          var figures = Figures()
          while line.next.add(1, ordering: .relaxed).newValue <= count { try await one(house, &figures) }
          return figures
        }
      }
      var sum = Figures()
      var left = 128
      for try await figures in group {
        sum.add(figures)
        left -= 1
        if left == 0 { line.isOver.store(true, ordering: .releasing) }
      }
      return sum
    }
  }

  private func one(_ house: FaultyHouse, _ figures: inout Figures) async throws {
    let number = try await house.runs.submit("ten-steps", Array("\"in\"".utf8))
    let outcome = try await house.runs.outcome(of: number)
    figures.ended += outcome.state.isOver ? 1 : 0
    guard outcome.state == .completed else {
      print("\(number) is \(outcome.state.name): \(outcome.error.map { "\($0)" } ?? "")")
      return
    }
    #expect(outcome.output == Array("\"in\"".utf8))
    let (_, journal) = try await house.runs.details(of: number)
    let done = journal.filter { $0.kind == .call && $0.status == .finished }.map(\.key)
    #expect(done.count == 10 && Set(done).count == 10, "\(done)")
    figures.completed += 1
    figures.steps += done.count
    figures.fallbacks += done.count { $0.hasSuffix(".fallback") }
  }
}
