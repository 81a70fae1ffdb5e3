import RoundhouseModel
import RoundhouseStore
import Synchronization
import Testing

/// Many askers at once, full queues and the end of the store.
struct StateConcurrencyTests {
  let folder = TemporaryFolder()

  @Test("Eight askers that count up with expected versions lose no step", arguments: StoreKind.allCases)
  func compareAndSet(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    let conflicts = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<50 { try await increment(store, conflicts) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await store.value(key("count"))?.bytes == Array("400".utf8))
    #expect(try await store.value(key("count"))?.version == 400)
  }

  @Test(
    "A full queue refuses at once with overloaded, and every call-back runs exactly once", arguments: StoreKind.allCases
  )
  func fullQueue(kind: StoreKind) async throws {
    let store = try kind.make(in: folder, capacity: 16)
    let gate = Gate()
    let entered = Gate()
    store.get(key("a")) { _ in
      entered.open()
      gate.wait()
    }
    entered.wait()
    let told = Mutex((taken: 0, refused: 0))
    for round in 0..<50 {
      store.commit([put("k\(round)", "1")], quota: 1000) { result in
        told.withLock {
          switch result {
          case .success: $0.taken += 1
          case .failure(let error):
            $0.refused += 1
            #expect(error.code == .overloaded && error.isRetryable)
          }
        }
      }
    }
    #expect(told.withLock { $0.refused } == 34, "refusals are told before the function returns")
    gate.open()
    store.close()
    #expect(told.withLock { $0.taken } == 16)
    #expect(told.withLock { $0.refused } == 34)
  }

  @Test("Closing carries out what waits, and refuses what comes later", arguments: StoreKind.allCases)
  func closing(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    let done = Counter()
    for round in 0..<500 { store.commit([put("k\(round)", "1")], quota: 1 << 20) { _ in done.add() } }
    store.close()
    #expect(done.count == 500)
    let late = await store.refusal(put("late", "1"))
    #expect(late?.code == .unreachable)
    #expect(late?.message == "the state store is closed, the host is ending")
    store.close()
  }

  @Test("A call-back may ask again, and may even close the store", arguments: StoreKind.allCases)
  func reentrance(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    let seen: StateValue? = try await answer { done in
      store.commit([put("a", "1")], quota: 1000) { _ in store.get(key("a"), done) }
    }
    #expect(seen == value("1", 1))
    let last: UInt64 = try await answer { done in
      store.usage(of: "acme.books") { _ in
        store.commit([put("b", "1")], quota: 1000, done)
        store.close()
      }
    }
    #expect(last == 2)
  }

  @Test("Call-backs run on the store's own thread, in the order of the questions", arguments: StoreKind.allCases)
  func callbackOrder(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    let order = Mutex<[Int]>([])
    let threads = Mutex<Set<String>>([])
    for round in 0..<200 {
      store.commit([put("k", "\(round)", ifVersion: round % 7 == 0 ? 99_999 : nil)], quota: 1000) { _ in
        order.withLock { $0.append(round) }
        threads.withLock { _ = $0.insert(threadName()) }
      }
    }
    store.close()
    #expect(order.withLock { $0 } == Array(0..<200))
    #expect(threads.withLock { $0 } == ["rh-store"])
  }
}

/// Adds one to `count`, again and again until nobody was faster.
private func increment(_ store: any StateInspecting, _ conflicts: Counter) async throws {
  while true {
    let found = try await store.value(key("count"))
    let next = (found.flatMap { Int(String(decoding: $0.bytes, as: UTF8.self)) } ?? 0) + 1
    let error = await store.refusal(put("count", "\(next)", ifVersion: found?.version ?? 0))
    guard let error else { return }
    guard error.code == .conflict else { throw error }
    conflicts.add()
  }
}
