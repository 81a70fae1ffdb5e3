import CPlatform
import FixtureBuilder
import RoundhouseModel
import Testing

@testable import RoundhouseLoading

/// Opening what a manifest names, and nothing else.
struct BundleFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path }

  init() throws {
    folder = try TemporaryFolder()
    try TemporaryFolder.write([1, 2, 3], to: "\(path)/lib.so")
  }

  @Test func `A file in the folder or below it is opened`() throws {
    #expect(mkdir("\(path)/sub", 0o755) == 0)
    try TemporaryFolder.write([1], to: "\(path)/sub/lib.so")
    #expect(symlink("sub/lib.so", "\(path)/link.so") == 0)
    for (name, size) in [("lib.so", 3), ("./lib.so", 3), ("sub/lib.so", 1), ("link.so", 1)] {
      let file = try BundleFile(name, in: path)
      #expect(file.size == size)
    }
  }

  @Test(arguments: ["../lib.so", "sub/../../lib.so", "/etc/passwd", "", "a/..", "lib.so\0x"])
  func `A path that leaves the folder is refused as it is written`(name: String) {
    #expect(message(name).hasSuffix("leaves the agent's folder or is none"))
  }

  @Test func `A link that leads out of the folder is refused`() {
    #expect(symlink("/etc/passwd", "\(path)/absolute") == 0)
    #expect(symlink("../../etc/passwd", "\(path)/relative") == 0)
    #expect(symlink("/proc/self/exe", "\(path)/magic") == 0)
    #expect(symlink("/etc", "\(path)/folder") == 0)
    for name in ["absolute", "relative", "magic", "folder/passwd"] {
      #expect(message(name) == "\(path)/\(name) is a link that leads out of the agent's folder")
    }
  }

  @Test func `Links that form a loop are named so`() {
    #expect(symlink("b", "\(path)/a") == 0)
    #expect(symlink("a", "\(path)/b") == 0)
    #expect(message("a") == "\(path)/a leads through symbolic links that form a loop")
  }

  @Test func `What is no file is named for what it is, and nothing hangs`() throws {
    #expect(mkdir("\(path)/sub", 0o755) == 0)
    #expect(mkfifo("\(path)/pipe", 0o600) == 0)
    #expect(message("sub") == "\(path)/sub is a folder, not a file")
    #expect(message("pipe") == "\(path)/pipe is a named pipe, not a file")
    #expect(message("missing.so") == "\(path)/missing.so does not exist")
    #expect(message("lib.so/x") == "\(path)/lib.so/x leads through something that is not a folder")
    #expect(message(String(repeating: "x", count: 300)).hasSuffix("is too long for a path"))
    #expect(mknod("\(path)/socket", mode_t(S_IFSOCK) | 0o600, 0) == 0)
    #expect(message("socket") == "\(path)/socket is a socket or a device, not a file")
  }

  @Test func `A folder that does not exist is told as such`() {
    let error = #expect(throws: RoundhouseError.self) { try open("lib.so", in: "\(path)/gone") }
    #expect(error?.message == "\(path)/gone/lib.so does not exist")
  }

  @Test(.enabled(if: geteuid() != 0)) func `A file that may not be read is told as such`() {
    #expect(chmod("\(path)/lib.so", 0) == 0)
    let error = #expect(throws: RoundhouseError.self) { try open("lib.so", in: path) }
    #expect(error?.code == .permissionDenied)
  }

  @Test func `Without openat2 the same paths are refused and opened`() throws {
    #expect(symlink("/etc/passwd", "\(path)/absolute") == 0)
    #expect(symlink("lib.so", "\(path)/link.so") == 0)
    let directory = Descriptor(owning: platform_open(path, O_PATH | O_DIRECTORY, 0))
    for (name, isFine) in [("lib.so", true), ("link.so", true), ("absolute", false)] {
      do throws(RoundhouseError) {
        _ = try BundleFile.openAndCompare(name, O_RDONLY | O_CLOEXEC, below: directory, "\(path)/\(name)")
        #expect(isFine, "\(name) was opened")
      } catch {
        #expect(!isFine && error.message.hasSuffix("is a link that leads out of the agent's folder"), "\(error)")
      }
    }
  }

  /// What is said when a file is refused.
  private func message(_ name: String) -> String {
    do throws(RoundhouseError) {
      try open(name, in: path)
      return "opened"
    } catch {
      return error.message
    }
  }

  private func open(_ name: String, in folder: String) throws(RoundhouseError) { _ = try BundleFile(name, in: folder) }
}
