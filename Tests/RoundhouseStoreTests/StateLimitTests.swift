import RoundhouseModel
import RoundhouseStore
import Testing

/// What is refused before anything is written, and how it is said.
struct StateLimitTests {
  let folder = TemporaryFolder()

  @Test("A key has 1 to 512 bytes", arguments: StoreKind.allCases)
  func keys(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    try await store.commit(put(String(repeating: "k", count: 512), "1"))
    let empty = await store.refusal(put("", "1"))
    #expect(empty?.code == .badRequest)
    #expect(empty?.message == #"a key has 1 to 512 bytes, "" has 0"#)
    let long = await store.refusal(put(String(repeating: "é", count: 257), "1"))
    #expect(long?.message.hasSuffix("has 514") == true)
    #expect(long?.message.utf8.count ?? 999 < 200)
    await #expect(throws: RoundhouseError.self) { try await store.value(key("")) }
  }

  @Test("A value has at most 1 MiB", arguments: StoreKind.allCases)
  func values(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    let big = String(repeating: "v", count: 1 << 20)
    try await store.commit(put("big", big), quota: 2 << 20)
    let error = await store.refusal(put("small", "1"), put("big", big + "v"), quota: 8 << 20)
    #expect(error?.code == .badRequest)
    #expect(error?.message == #"the value of "big" has 1048577 bytes, at most 1048576 are allowed"#)
    #expect(try await store.value(key("small")) == nil)
  }

  @Test("A commit has at most 256 operations", arguments: StoreKind.allCases)
  func operations(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    #expect(try await store.commit(all: (0..<256).map { put("k\($0)", "1") }) == 1)
    let error = await #expect(throws: RoundhouseError.self) {
      try await store.commit(all: (0..<257).map { put("k\($0)", "1") })
    }
    #expect(error?.code == .badRequest)
    #expect(error?.message == "a commit has at most 256 operations, this one has 257")
  }

  @Test("A commit belongs to one agent", arguments: StoreKind.allCases)
  func oneAgent(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    let error = await store.refusal(put("a", "1"), put("a", "1", agent: "other.agent"))
    #expect(error?.code == .badRequest)
    #expect(error?.message == "a commit names two agents, acme.books and other.agent")
    #expect(try await store.usage() == 0)
  }

  @Test("The name of a session has a limit too", arguments: StoreKind.allCases)
  func spaces(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    let error = await store.refusal(put("a", "1", in: .session(String(repeating: "s", count: 513))))
    #expect(error?.code == .badRequest)
    #expect(error?.message.hasPrefix("the name of a session has at most 512 bytes") == true)
  }

  @Test(
    "Beyond the quota the store is full, and says what is used, allowed and to be done", arguments: StoreKind.allCases)
  func quota(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    try await store.commit(put("key", "12345"), quota: 8)
    let error = await store.refusal(put("k2", "1"), quota: 8)
    #expect(error?.code == .storeFull)
    #expect(error?.message == "the state of acme.books has 8 bytes of 8 allowed, this commit would make it 11")
    #expect(error?.remedy.contains("limits.state") == true)
    #expect(try await store.value(key("k2")) == nil)
    try await store.commit(put("k2", "1", agent: "other.agent"), quota: 8)
  }

  @Test("At the quota, a value may be replaced by one of its size or less", arguments: StoreKind.allCases)
  func replacing(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    try await store.commit(put("key", "12345"), quota: 8)
    try await store.commit(put("key", "54321"), quota: 8)
    #expect(await store.refusal(put("key", "123456"), quota: 8)?.code == .storeFull)
    // The quota was lowered meanwhile: shrinking is still possible, growing is not.
    try await store.commit(put("key", "1234"), quota: 3)
    #expect(await store.refusal(put("key", "12345"), quota: 3)?.code == .storeFull)
    try await store.commit(delete("key"), quota: 3)
    #expect(try await store.usage() == 0)
  }

  @Test("What one operation of a commit frees, another may use", arguments: StoreKind.allCases)
  func exchange(kind: StoreKind) async throws {
    let store = try kind.make(in: folder)
    try await store.commit(put("a", "1234567"), quota: 8)
    try await store.commit(put("b", "1234567"), delete("a"), quota: 8)
    #expect(try await store.keys() == ["b"])
    #expect(try await store.usage() == 8)
  }
}
