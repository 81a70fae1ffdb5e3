import Foundation
import RoundhouseModel
import RoundhouseStore
import Testing

struct StateFolderTests {
  let folder = TemporaryFolder()

  @Test("A missing folder is made with all above it, for its owner only")
  func making() throws {
    let path = folder.file("a/b/state")
    let made = try StateFolder(path: path)
    #expect(made.file("kv.db") == "\(path)/kv.db")
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
    #expect(try String(contentsOfFile: "\(path)/lock", encoding: .utf8) == "\(getpid())\n")
  }

  @Test("A second host on the folder is refused, and told which process has it")
  func locking() throws {
    let first = try StateFolder(path: folder.path)
    let error = #expect(throws: RoundhouseError.self) { try StateFolder(path: folder.path + "/") }
    #expect(error?.code == .conflict)
    #expect(error?.message == "this process (\(getpid())) already uses the state folder \(folder.path)/")
    #expect(error?.remedy == "end that host, ask it with --server, or give another folder with --state")
    withExtendedLifetime(first) {}
  }

  @Test("A host in another process is named by its process id")
  func lockedElsewhere() async throws {
    let held = try StateFolder(path: folder.path)
    let path = folder.path
    let owner = getpid()
    await #expect(processExitsWith: .success) { [path = path as String, owner = owner as Int32] in
      do throws(RoundhouseError) {
        _ = try StateFolder(path: path)
        exit(1)
      } catch {
        exit(error.message == "another host, process \(owner), uses the state folder \(path)" ? 0 : 2)
      }
    }
    withExtendedLifetime(held) {}
  }

  @Test("The lock ends with its holder, even if that was killed")
  func release() async throws {
    let path = folder.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let held = try StateFolder(path: path)
      kill(getpid(), SIGKILL)
      withExtendedLifetime(held) {}
    }
    do { _ = try StateFolder(path: path) }
    _ = try StateFolder(path: path)
  }

  @Test("A file in the place of the folder, or on the way to it, is refused with a clear line")
  func fileInPlace() throws {
    try folder.write("state", [])
    for path in [folder.file("state"), folder.file("state/below")] {
      let error = #expect(throws: RoundhouseError.self) { try StateFolder(path: path) }
      #expect(error?.code == .internal)
      #expect(error?.message == "the state folder \(path) cannot be used")
      #expect(error?.remedy.contains("--state") == true)
    }
  }
}
