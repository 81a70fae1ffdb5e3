import CPlatform
import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import Testing

/// Whose file is whose, and what becomes of the files of the dead.
struct RunFolderTests {
  let parent = TemporaryFolder()
  var path: String { parent.file("runs") }

  @Test("A host that starts again has its own file again; two hosts have a file each")
  func claiming() throws {
    let folder = try RunFolder(path: path)
    var first: SQLiteRunStore? = try folder.claim(.small)
    let second = try folder.claim(.small)
    #expect(first?.name == "1")
    #expect(second.name == "2")
    try first?.commit([create(1)])
    try second.commit([create(2)])
    #expect(try folder.adoptable() == [])
    #expect(try folder.adopt("1", .small) == nil)
    first = nil
    #expect(try folder.adoptable() == ["1"])
    let again = try folder.claim(.small)
    #expect(again.name == "1")
    #expect(try again.numbers() == [1])
    #expect(try second.numbers() == [2])
    #expect(try folder.adoptable() == [])
  }

  @Test("A living host's file is refused with a clear line")
  func held() throws {
    let folder = try RunFolder(path: path)
    let store = try folder.claim(.small)
    let error = #expect(throws: RoundhouseError.self) {
      try SQLiteRunStore(folder: path, name: store.name, settings: .small)
    }
    #expect(error?.code == .conflict)
    #expect(error?.message == "another host has the runs in \(path)/1.db")
    try store.commit([create(1)])
  }

  @Test("The tenth file stands behind the second, and other files are none")
  func order() throws {
    let folder = try RunFolder(path: path)
    for name in ["10", "2", "1"] { _ = try folder.adopt(name, .small) }
    try parent.write("runs/notes.txt", [])
    #expect(try folder.adoptable() == ["1", "2", "10"])
  }

  @Test("Taking a file over raises the epoch of its open runs, and of no others")
  func epochs() throws {
    let folder = try RunFolder(path: path)
    do {
      let store = try folder.claim(.small)
      try store.commit([create(1), create(2), create(3, state: .waiting), create(4, state: .blocked)])
      try store.commit([update(2, .completed, ended: 1)])
    }
    let store = try folder.claim(.small)
    #expect(try (1...4).map { try store.run($0)?.epoch } == [1, 0, 1, 1])
    #expect(store.refusal(update(1, .completed))?.code == .conflict)
    #expect(store.refusal(update(1, .completed, epoch: 1)) == nil)
  }

  @Test("A host whose lock was lost cannot write any more, whatever it wants to write")
  func lateWriter() throws {
    let folder = try RunFolder(path: path)
    let late = try folder.claim(.small)
    try late.commit([create(1), record(1, of: 1, 1)])
    try FileManager.default.removeItem(atPath: path + "/1.lock")
    let owner = try folder.claim(.small)
    #expect(owner.name == "1")
    for operation in [record(2, of: 1, 2), update(1, .completed), create(2)] {
      let error = late.refusal(operation)
      #expect(error?.code == .conflict)
      #expect(error?.message == "another host has taken over \(path)/1.db")
    }
    #expect(throws: RoundhouseError.self) { try late.prune(endedBefore: .max, limit: 1) }
    try owner.commit([record(2, of: 1, 2), update(1, .completed, epoch: 1), create(2)])
    #expect(try owner.sequences(of: 1) == [1, 2])
  }

  @Test("The runs of a host that was killed are another's at once")
  func killed() async throws {
    let path = path
    async let survivor: Duration = {
      let process = try await OtherHost.process(in: path)
      let folder = try RunFolder(path: path)
      let own = try folder.claim(.small)
      #expect(own.name == "2")
      #expect(try folder.adoptable() == [])
      #expect(try folder.adopt("1", .small) == nil)
      let began = ContinuousClock.now
      kill(process, SIGKILL)
      while try folder.adoptable() != ["1"] { usleep(50) }
      let adopted = try #require(try folder.adopt("1", .small))
      let took = ContinuousClock.now - began
      #expect(try adopted.numbers { $0.states = [.running] } == Array(1...20))
      #expect(try adopted.run(20)?.epoch == 1)
      try adopted.commit([record(21, of: 20, 2), update(20, .completed, epoch: 1, ended: 1)])
      #expect(try own.numbers() == [])
      return took
    }()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      try OtherHost.live(in: path, runs: 20)
    }
    #expect(try await survivor < .seconds(5))
  }

  @Test("A host that stands still keeps its file, and goes on when it is woken")
  func stopped() async throws {
    let path = path
    async let watcher: Void = {
      let process = try await OtherHost.process(in: path)
      let folder = try RunFolder(path: path)
      kill(process, SIGSTOP)
      #expect(try folder.adoptable() == [])
      #expect(try folder.adopt("1", .small) == nil)
      #expect(try folder.claim(.small).name == "2")
      kill(process, SIGCONT)
      #expect(try folder.adopt("1", .small) == nil)
      kill(process, SIGKILL)
    }()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      try OtherHost.live(in: path, runs: 1)
    }
    try await watcher
  }

  @Test("A folder that cannot be made is refused with what to do")
  func missing() throws {
    let error = #expect(throws: RoundhouseError.self) { try RunFolder(path: parent.file("a/b")) }
    #expect(error?.code == .internal)
    #expect(error?.message == "\(parent.file("a/b")) cannot be opened for writing")
    #expect(error?.cause == "mkdir: No such file or directory")
    #expect(error?.remedy.contains("--state") == true)
  }
}
