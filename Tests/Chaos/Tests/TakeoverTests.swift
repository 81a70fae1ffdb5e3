import FixtureBuilder
import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import RunLives
import Synchronization
import Testing

/// Hosts that share a folder, and one that stands still while another takes its file over.
@Suite(.serialized) struct TakeoverTests {
  @Test(
    "A host that stood still while its file was taken over writes nothing when it is woken, and ends; its runs end in the other"
  )
  func stopped() async throws {
    let expected = try await Undisturbed.outputs(of: LifeWork.allCases)
    var woken = 0
    for _ in 0..<(isSoak ? 40 : 4) where try await stopOne(expected) { woken += 1 }
    #expect(woken > 0)
  }

  /// - Returns: false if the host had done all its work before it was stopped.
  private func stopOne(_ expected: [LifeWork: [UInt8]]) async throws -> Bool {
    let folder = try TemporaryFolder()
    var life = Life(folder.path)
    life.copies = 4
    let stopped = try LifeProcess(life)
    while (try? LifeLog.read(life.log))?.contains(.life) != true { usleep(500) }
    usleep(UInt32.random(in: 0...15_000))
    try await takeOver(life, from: stopped)

    let verdict = try LifeVerdict(life, expected: expected)
    #expect(verdict.complaints.isEmpty, "\(verdict)")
    let (rows, lines) = (try rows(life), try LifeLog.read(life.log))

    stopped.signal(SIGCONT)
    let ending = stopped.wait()
    #expect(try self.rows(life) == rows)
    var keys: Set<String> = []
    for case .asked(let key) in try LifeLog.read(life.log).dropFirst(lines.count) {
      keys.insert(key)
      // It may have been about to ask for one more step in each line of steps, with the key that the other has asked with.
      // One that must not be repeated is written down first, so that the other has never asked for it.
      #expect(
        lines.contains(.asked(key)) != key.hasSuffix("/" + LifeWork.once), "\(key) was asked by the host that woke")
    }
    #expect(keys.count <= life.width)
    if ending == .exit(0), keys.isEmpty { return false }
    #expect(ending == .exit(1) && stopped.text.contains("has taken over"), "\(ending): \(stopped.text)")
    print("stopped: \(verdict.repeated) asked again by the other host, \(keys.count) by the one that woke")
    return true
  }

  /// Stops a host, and lives on with its file until all is done. Its lock outlives its standing still, so whoever is sure
  /// that it will not come back takes the lock's file away.
  private func takeOver(_ life: Life, from host: LifeProcess) async throws {
    while true {
      host.signal(SIGSTOP)
      try FileManager.default.removeItem(atPath: life.folder + "/runs/1.lock")
      do {
        _ = try await life.live()
        return
      } catch let error as RoundhouseError where error.code == .overloaded {
        // It was stopped within a commit, and holds the file itself.
        host.signal(SIGCONT)
        usleep(2_000)
      }
    }
  }

  /// How many runs and records a file has.
  private func rows(_ life: Life) throws -> [Int] {
    let store = try RunFolder(path: life.folder + "/runs").claim(life.settings)
    var query = RunQuery()
    query.limit = .max
    return [try store.runs(query).count, try store.entries(after: 0, limit: .max).count]
  }

  @Test("Two hosts on one folder have a file each; killed and begun again, they end each run once")
  func twoHosts() async throws {
    let expected = try await Undisturbed.outputs(of: LifeWork.allCases)
    let folder = try TemporaryFolder()
    var lives = ["north", "south"].map { name in
      var life = Life(folder.path)
      life.batches = [name]
      return life
    }
    for _ in 0..<(isSoak ? 30 : 3) {
      let hosts = try lives.map { try LifeProcess($0) }
      usleep(UInt32.random(in: 10_000...50_000))
      for host in hosts {
        host.signal(SIGKILL)
        _ = host.wait()
      }
      // The next hosts begin nothing of it again: whose file they get is a matter of chance.
      lives = lives.map { life in
        var life = life
        life.work = []
        return life
      }
    }
    let last = try lives.map { try LifeProcess($0) }
    for host in last { #expect(host.wait() == .exit(0), "\(host.text)") }

    let runFolder = try RunFolder(path: folder.path + "/runs")
    let stores = [try runFolder.claim(lives[0].settings), try runFolder.claim(lives[0].settings)]
    #expect(stores.map(\.name) == ["1", "2"])
    for name in ["north", "south"] {
      for work in LifeWork.allCases {
        let found = try stores.compactMap { try $0.run(clientKey: "\(name)-\(work.rawValue)-0") }
        // A host that was killed early has not begun it.
        #expect(found.count <= 1, "\(name) \(work)")
        for run in found where work != .quorum && run.state != .blocked {
          #expect(run.state == .completed && run.output == expected[work], "\(name) \(work): \(run)")
        }
      }
    }
  }

  @Test("Code that catches everything does not go on in a host that has lost its file, and does not seem to succeed")
  func stubborn() async throws {
    let folder = try TemporaryFolder()
    let life = Life(folder.path)
    let store = try RunFolder(path: folder.path + "/runs").claim(life.settings)
    let agents = Counting()
    let runs = try Runs(store: store, agents: agents)
    let isTaken = Flag()
    runs.register(
      Workflow("stubborn") { run, _ in
        _ = try await run.call("first")
        while !isTaken.isRaised { try await Task.sleep(for: .milliseconds(1)) }
        for step in 0..<5 { _ = try? await run.call("step-\(step)") }
        return Array("done".utf8)
      })
    try await runs.start()
    let number = try await runs.submit("stubborn")
    try await eventually { agents.asked == ["first"] }
    try FileManager.default.removeItem(atPath: folder.path + "/runs/1.lock")
    let other = try RunFolder(path: folder.path + "/runs").claim(life.settings)
    isTaken.raise()
    let outcome = try await runs.outcome(of: number)
    #expect(outcome.state == .running && outcome.error?.code == .conflict, "\(outcome)")
    #expect(agents.asked == ["first", "step-0"])
    #expect(try other.run(number)?.state == .running)
    await runs.stop()
  }

  /// Agents that answer at once, and remember what they were asked.
  private final class Counting: Invoking {
    private let log = Mutex<[String]>([])
    var asked: [String] { log.withLock { $0 } }

    func call(_ capability: String, _ payload: [UInt8], _ options: CallOptions) async throws(RoundhouseError) -> Payload
    {
      log.withLock { $0.append(capability) }
      return Payload(bytes: [], agent: "counting")
    }
  }
}
