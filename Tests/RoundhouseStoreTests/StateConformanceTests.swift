import RoundhouseModel
import RoundhouseStore
import Testing

/// What agents may rely on, whichever store the host has.
struct StateConformanceTests {
  let folder = TemporaryFolder()

  @Test("A key that was never put is absent", arguments: StoreKind.allCases)
  func absent(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    #expect(try await store.value(key("seats")) == nil)
    #expect(try await store.usage() == 0)
    #expect(try await store.keys() == [])
  }

  @Test("What was put is read back with its version, which begins at 1", arguments: StoreKind.allCases)
  func roundTrip(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    #expect(try await store.commit(put("seats", "12")) == 1)
    #expect(try await store.value(key("seats")) == value("12", 1))
    #expect(try await store.commit(put("seats", "11")) == 2)
    #expect(try await store.value(key("seats")) == value("11", 2))
  }

  @Test("All keys of one commit have its version", arguments: StoreKind.allCases)
  func oneVersion(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    try await store.commit(put("a", "1"))
    #expect(try await store.commit(put("a", "2"), put("b", "2"), delete("c")) == 2)
    #expect(try await store.value(key("a"))?.version == 2)
    #expect(try await store.value(key("b"))?.version == 2)
  }

  @Test("A version is never used twice, not even after its key was deleted", arguments: StoreKind.allCases)
  func versionsOnlyGrow(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    try await store.commit(put("a", "1"))
    try await store.commit(delete("a"))
    _ = try await store.erase()
    #expect(try await store.value(key("a")) == nil)
    #expect(try await store.commit(put("a", "1")) == 3)
  }

  @Test("An expected version that is there lets the commit pass", arguments: StoreKind.allCases)
  func expectedVersion(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    let first = try await store.commit(put("a", "1", ifVersion: 0))
    let second = try await store.commit(put("a", "2", ifVersion: first), check("b", isVersion: 0))
    #expect(try await store.commit(check("a", isVersion: second)) == second)
    try await store.commit(delete("a", ifVersion: second))
    #expect(try await store.value(key("a")) == nil)
  }

  @Test("Another version is a conflict that names key, version and expectation", arguments: StoreKind.allCases)
  func conflict(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    try await store.commit(put("seats", "12"))
    let stale = await store.refusal(put("seats", "11", ifVersion: 7))
    #expect(stale?.code == .conflict)
    #expect(stale?.message == #"the key "seats" has version 1, the commit expected version 7"#)
    #expect(stale?.remedy == "read it again and repeat the commit with what is there now")
    #expect(stale?.agent == "acme.books")
    let present = await store.refusal(put("seats", "11", ifVersion: 0))
    #expect(present?.message == #"the key "seats" has version 1, the commit expected that it does not exist"#)
    let missing = await store.refusal(delete("hall", ifVersion: 3))
    #expect(missing?.message == #"the key "hall" does not exist, the commit expected version 3"#)
  }

  @Test("A conflict anywhere leaves nothing of the commit behind", arguments: StoreKind.allCases)
  func allOrNothing(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    try await store.commit(put("a", "1"), put("b", "1"))
    let error = await store.refusal(put("a", "2"), delete("b"), put("c", "2"), check("a", isVersion: 9))
    #expect(error?.code == .conflict)
    #expect(try await store.value(key("a")) == value("1", 1))
    #expect(try await store.value(key("b")) == value("1", 1))
    #expect(try await store.value(key("c")) == nil)
    #expect(try await store.usage() == 4)
  }

  @Test(
    "Expectations look at the state before the commit, and of two writes of a key the last counts",
    arguments: StoreKind.allCases)
  func sameKeyTwice(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    try await store.commit(put("a", "first", ifVersion: 0), put("a", "second", ifVersion: 0))
    #expect(try await store.value(key("a")) == value("second", 1))
    #expect(try await store.usage() == 7)
    try await store.commit(put("a", "third"), delete("a"), put("b", "x"), put("b", "yy"))
    #expect(try await store.value(key("a")) == nil)
    #expect(try await store.usage() == 3)
  }

  @Test("An empty value is a value", arguments: StoreKind.allCases)
  func emptyValue(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    try await store.commit(put("flag", ""))
    #expect(try await store.value(key("flag")) == value("", 1))
    #expect(try await store.usage() == 4)
  }

  @Test("Agents, spaces, principals and sessions do not see each other", arguments: StoreKind.allCases)
  func privacy(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    let spaces: [StateSpace] = [
      .agent, .principal(""), .principal("ann"), .principal("bob"), .session("ann"), .session(""),
    ]
    for agent in ["acme.books", "acme.book"] {
      for space in spaces { try await store.commit(put("k", "\(agent) \(space)", agent: agent, in: space)) }
    }
    for agent in ["acme.books", "acme.book"] {
      for space in spaces {
        let found = try await store.value(key("k", agent: agent, in: space))
        #expect(found?.bytes == Array("\(agent) \(space)".utf8))
      }
    }
    _ = try await store.erase("acme.books")
    #expect(try await store.value(key("k", in: .session("ann"))) == nil)
    #expect(try await store.value(key("k", agent: "acme.book", in: .session("ann"))) != nil)
  }

  @Test("Keys that only mean the same are different keys", arguments: StoreKind.allCases)
  func exactBytes(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    try await store.commit(
      put("caf\u{e9}", "one"), put("cafe\u{301}", "two"), put("a\0b", "three"), put("a\0c", "four"))
    #expect(try await store.value(key("caf\u{e9}"))?.bytes == Array("one".utf8))
    #expect(try await store.value(key("cafe\u{301}"))?.bytes == Array("two".utf8))
    #expect(try await store.value(key("a\0b"))?.bytes == Array("three".utf8))
    #expect(try await store.keys().count == 4)
    // Keys and values: 5 + 3, 6 + 3, 3 + 5 and 3 + 4.
    #expect(try await store.usage() == 32)
  }

  @Test("Keys are listed by prefix, in the order of their bytes, within their space", arguments: StoreKind.allCases)
  func keyListing(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    for name in ["order/2", "order/10", "order", "orderly", "Order/1", "z", "ordes", "é", "order/%"] {
      try await store.commit(put(name, "1"))
    }
    try await store.commit(put("order/3", "1", in: .session("s")), put("order/4", "1"))
    #expect(try await store.keys("order/") == ["order/%", "order/10", "order/2", "order/4"])
    #expect(try await store.keys("order/", limit: 2) == ["order/%", "order/10"])
    #expect(try await store.keys("order/", in: .session("s")) == ["order/3"])
    #expect(try await store.keys("order/", limit: 0) == [])
    #expect(try await store.keys().first == "Order/1")
    #expect(try await store.keys().last == "é")
  }

  @Test("Erasing answers with the bytes it freed", arguments: StoreKind.allCases)
  func erasing(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    try await store.commit(put("ab", "1234"), put("c", "5", in: .session("s")))
    #expect(try await store.usage() == 8)
    #expect(try await store.erase() == 8)
    #expect(try await store.erase() == 0)
    #expect(try await store.usage() == 0)
  }

  @Test("A commit of nothing answers with the newest version", arguments: StoreKind.allCases)
  func emptyCommit(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    #expect(try await store.commit() == 0)
    try await store.commit(put("a", "1"))
    #expect(try await store.commit() == 1)
  }

  @Test("A read sees every commit that was queued before it", arguments: StoreKind.allCases)
  func order(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    for round in 1...200 {
      store.commit([put("n", "\(round)")], quota: 1000) { _ in }
      #expect(try await store.value(key("n")) == value("\(round)", UInt64(round)))
    }
  }
}
