import RoundhouseLoading
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

/// The registry and its snapshots, against a model that looks at everything each time.
struct RegistryTests {
  /// An agent as the model knows it.
  private struct Known {
    var record: AgentRecord
    var priority: Int
    var names: [(name: String, version: UInt32)]
  }

  private let registry = Registry()
  private let table = CellTable()

  private func record(_ id: String, _ names: [(name: String, version: UInt32)], priority: Int) throws -> AgentRecord {
    let instance = IdleInstance()
    var manifest = Manifest(
      id: id, version: "1.0.0", library: LibraryReference(path: "none.so"),
      capabilities: names.map { name in
        var capability = Capability(name: name.name)
        capability.version = name.version
        return capability
      })
    manifest.priority = priority
    let bundle = AgentBundle(manifest: manifest, folder: "/", manifestPath: "/agent.json", isTrusted: true)
    let cells = try table.take(names.count, for: id, invoke: instance.invoke, context: instance.context)
    return AgentRecord(
      bundle, instance: instance, library: "", sha256: "", generation: 1, cells: cells, table: table, since: 0)
  }

  private func hash(_ name: String, _ version: UInt32) -> NameHash {
    var name = name
    return name.withUTF8 { NameHash(UnsafeRawBufferPointer($0), version: version, key: registry.key) }
  }

  /// Whom the model would ask, the first one first.
  private func wanted(_ known: [String: Known], _ name: String, _ version: UInt32) -> [UInt32] {
    let offers = known.values.flatMap { agent in
      agent.names.enumerated().map { (agent, $0.offset, $0.element) }
    }.filter { $0.2.name == name }
    let version = version == 0 ? offers.map(\.2.version).max() ?? 0 : version
    return offers.filter { $0.2.version == version }
      .sorted { ($1.0.priority, $0.0.record.id) < ($0.0.priority, $1.0.record.id) }
      .map { $0.0.record.cells[$0.1] }
  }

  private func check(_ known: [String: Known], _ names: [String]) {
    let snapshot = registry.snapshot
    #expect(registry.agents.map(\.id) == known.keys.sorted())
    for name in names {
      for version: UInt32 in 0...3 {
        let wanted = wanted(known, name, version)
        let found = snapshot.all(hash(name, version).index)
        #expect((found?.candidates.map(\.cell) ?? []) == wanted, "\(name)@\(version)")
        #expect((registry.group(name, version: version)?.members.map(\.cell) ?? []) == wanted, "\(name)@\(version)")
      }
    }
    for agent in known.values {
      for cell in agent.record.cells { #expect(registry.owner(of: cell) === agent.record) }
    }
  }

  @Test func `after any sequence of changes it answers as the model does`() throws {
    var random = SystemRandomNumberGenerator()
    let names = (0..<6).map { "cap.number-\($0)" }
    var known: [String: Known] = [:]
    var generation = registry.generation.load(ordering: .relaxed)
    for _ in 0..<600 {
      let id = "agent.a\(Int.random(in: 0..<12, using: &random))"
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<5:
        var offers: [(name: String, version: UInt32)] = []
        for name in names.shuffled().prefix(Int.random(in: 1...4, using: &random)) {
          offers.append((name, UInt32.random(in: 1...3, using: &random)))
        }
        let priority = Int.random(in: 0...3, using: &random)
        let record = try record(id, offers, priority: priority)
        let gone = registry.change(add: [record])
        #expect(gone.map(\.id) == (known[id] == nil ? [] : [id]))
        known[id] = Known(record: record, priority: priority, names: offers)
      case 5..<8:
        let gone = registry.change(add: [], remove: [id])
        #expect(gone.count == (known[id] == nil ? 0 : 1))
        known[id] = nil
      default:
        guard let agent = known[id] else { continue }
        let priority = Int.random(in: 0...3, using: &random)
        agent.record.core.withLock { $0.priority = priority }
        registry.reorder(agent.record)
        known[id]?.priority = priority
      }
      let next = registry.generation.load(ordering: .relaxed)
      #expect(next > generation)
      #expect(registry.snapshot.generation == next)
      generation = next
      check(known, names)
    }
  }

  @Test func `a snapshot that was patched says what one made out of nothing says`() throws {
    var random = SystemRandomNumberGenerator()
    let names = (0..<300).map { "cap.number-\($0)" }
    let many = try (0..<200).map { try record("agent.a\($0)", [(names[$0], 1), (names[$0 / 2], 2)], priority: $0 % 3) }
    registry.change(add: many)
    for round in 0..<400 {
      let id = "agent.a\(Int.random(in: 0..<250, using: &random))"
      if round % 2 == 0 {
        registry.change(add: [], remove: [id])
      } else {
        let version = UInt32.random(in: 1...3, using: &random)
        registry.change(add: [try record(id, [(names.randomElement()!, version)], priority: 1)])
      }
      let patched = registry.snapshot
      let groups = Dictionary(grouping: registry.groups, by: \.name).values
      let made = Snapshot(groups.map { $0.sorted { $0.version > $1.version } }, generation: 1)
      #expect(patched.count == made.count)
      for name in names {
        for version: UInt32 in 0...3 {
          let hash = hash(name, version).index
          #expect(patched.all(hash)?.candidates.map(\.cell) == made.all(hash)?.candidates.map(\.cell))
        }
      }
    }
  }

  @Test func `several agents come in one step, and the last one of an id counts`() throws {
    let first = try record("a.one", [("x.y", 1)], priority: 1)
    let twin = try record("a.one", [("x.y", 1)], priority: 2)
    let other = try record("a.two", [("x.y", 1)], priority: 3)
    let before = registry.generation.load(ordering: .relaxed)
    let gone = registry.change(add: [first, other, twin])
    #expect(gone.count == 1 && gone[0] === first)
    #expect(registry.group("x.y", version: 0)?.members.map(\.cell) == [other.cells[0], twin.cells[0]])
    #expect(registry.generation.load(ordering: .relaxed) > before)
  }

  @Test func `a cell's owner is known until it is disowned, registered or not`() throws {
    let agent = try record("a.one", [("x.y", 1), ("x.z", 2)], priority: 1)
    registry.change(add: [agent])
    registry.change(add: [], remove: ["a.one"])
    for cell in agent.cells { #expect(registry.owner(of: cell) === agent) }
    registry.disown(agent.cells)
    for cell in agent.cells { #expect(registry.owner(of: cell) == nil) }
  }

  @Test func `a snapshot of ten thousand names finds each, and none that is not there`() throws {
    let names = (0..<10_000).map { (name: "cap.number-\($0)", version: UInt32(1)) }
    let agent = try record("a.many", names, priority: 1)
    registry.change(add: [agent])
    let snapshot = registry.snapshot
    for (place, name) in names.enumerated() {
      #expect(snapshot.all(hash(name.name, 0).index)?.candidates.map(\.cell) == [agent.cells[place]])
    }
    for number in 10_000..<11_000 { #expect(snapshot.all(hash("cap.number-\(number)", 0).index) == nil) }
  }

  @Test func `cells that were given back are used again, but not at once`() throws {
    let instance = IdleInstance()
    var seen: Set<UInt32> = []
    for _ in 0..<3000 {
      let cells = try table.take(1, for: "a.one", invoke: instance.invoke, context: instance.context)
      seen.insert(cells[0])
      #expect(table.agent(of: cells[0]) == "a.one")
      table.give(cells)
    }
    #expect((1000...1100).contains(seen.count))
  }
}

/// An instance that nobody asks.
final class IdleInstance: AgentInstance {
  let invoke: InvokeFunction = { _, _, _ in -1 }
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
  let number: UInt64 = 0
  let reportsHealth = false
  func resume(_ token: UInt64) {}
  func cancel(_ token: UInt64) {}
  func checkHealth() -> HealthReport { HealthReport(state: .healthy) }
  func drain(until deadline: Nanoseconds) {}
  func destroy() {}
}
