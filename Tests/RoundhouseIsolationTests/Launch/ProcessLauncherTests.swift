import CPlatform
import FixtureBuilder
import Foundation
import Glibc
import RoundhouseIsolation
import RoundhouseModel
import Testing

@Suite struct ProcessLauncherTests {
  /// Runs a shell's words and gives what they wrote.
  private func shell(
    _ words: String, environment: [String] = [], descriptors: [Int32] = []
  ) throws -> (output: String, ending: ProcessEnding?) {
    let output = try MemoryFile([])
    let order = LaunchOrder(
      "/bin/sh", arguments: ["-c", words], environment: environment, descriptors: descriptors,
      output: output.descriptor)
    let process = try ProcessLauncher.start(order)
    let ending = process.reap(until: platform_now() + .seconds(30))
    return (output.text, ending)
  }

  @Test func `A program has the given descriptors in their places and no others`() throws {
    let first = try MemoryFile(Array("first".utf8))
    let second = try MemoryFile(Array("second".utf8))
    // One that is marked to be inherited, and one that already stands where the other must go.
    let stray = dup(first.descriptor)
    defer { close(stray) }
    let words = "cat <&3; cat <&4; cd /proc/self/fd; echo; echo *; readlink 0; pwd -P >&2"
    let (output, ending) = try shell(words, descriptors: [second.descriptor, first.descriptor])
    let lines = output.split(separator: "\n")
    #expect(lines.first == "secondfirst", "\(output)")
    // The last one is the shell's own, by which it reads the folder.
    #expect(lines[1].hasPrefix("0 1 2 3 4"), "\(output)")
    #expect(lines[1].split(separator: " ").count <= 6, "\(output)")
    #expect(lines[2] == "/dev/null", "\(output)")
    #expect(ending == .exited(status: 0))
  }

  @Test func `Descriptors given twice, and in each other's places, all arrive`() throws {
    let file = try MemoryFile(Array("text".utf8))
    let (output, _) = try shell("cat <&3; cat <&4; cat <&5", descriptors: [file.descriptor, file.descriptor, 3])
    #expect(output.hasPrefix("text"), "\(output)")
  }

  @Test func `A program has no variables but the given ones, stands in the root folder and leads its own session`()
    throws
  {
    let (output, _) = try shell(
      "cat /proc/self/environ | tr '\\0' '\\n'; readlink /proc/self/cwd; cut -d' ' -f1,5,6 /proc/$$/stat; echo $$",
      environment: ["GIVEN=yes"])
    let lines = output.split(separator: "\n")
    #expect(lines.contains("GIVEN=yes"), "\(output)")
    // Its own shell adds PWD and the like.
    #expect(!output.contains("HOME="), "\(output)")
    #expect(lines.contains("/"), "\(output)")
    let own = lines.last ?? ""
    #expect(lines.contains("\(own) \(own) \(own)"), "\(output)")
  }

  @Test func `Signals that the host ignores or blocks are as usual for its programs`() throws {
    var mask = sigset_t()
    var before = sigset_t()
    sigemptyset(&mask)
    sigaddset(&mask, SIGUSR1)
    pthread_sigmask(SIG_BLOCK, &mask, &before)
    let old = signal(SIGUSR2, SIG_IGN)
    defer {
      signal(SIGUSR2, old)
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    let (output, _) = try shell("grep -E 'SigBlk|SigIgn' /proc/self/status")
    #expect(output.split(separator: "\n").allSatisfy { $0.hasSuffix("0000000000000000") }, "\(output)")
    // The calling thread has its own back.
    var now = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &now)
    #expect(sigismember(&now, SIGUSR1) == 1 && sigismember(&now, SIGTERM) == sigismember(&before, SIGTERM))
  }

  @Test func `A program that is not there is an error with its path`() {
    #expect {
      try ProcessLauncher.start(LaunchOrder("/nonexistent/roundhouse-worker", output: 2))
    } throws: { error in
      guard let error = error as? RoundhouseError else { return false }
      return error.path == "/nonexistent/roundhouse-worker" && !error.remedy.isEmpty && error.cause.contains("No such")
    }
  }

  @Test func `A descriptor that is not open is an error, and no process is left`() {
    let before = Self.children
    #expect(throws: RoundhouseError.self) {
      try ProcessLauncher.start(LaunchOrder("/bin/true", descriptors: [999], output: 2))
    }
    // Of other tests' processes some may end meanwhile, but none begins.
    #expect(Self.children.subtracting(before).isEmpty)
  }

  /// The processes that this one has started and not reaped, living or not.
  private static var children: Set<Int32> {
    var children: Set<Int32> = []
    for thread in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? [] {
      let list = (try? String(contentsOfFile: "/proc/self/task/\(thread)/children", encoding: .utf8)) ?? ""
      children.formUnion(list.split(separator: " ").compactMap { Int32($0) })
    }
    return children
  }

  @Test func `Endings are told apart, in words`() throws {
    #expect(try shell("exit 3").ending == .exited(status: 3))
    let ending = try shell("kill -SEGV $$").ending
    guard case .signalled(SIGSEGV, _) = ending else { return #expect(Bool(false), "\(String(describing: ending))") }
    #expect(ending?.description.hasPrefix("was ended by SIGSEGV (Segmentation fault)") == true)
    #expect(ProcessEnding.exited(status: 3).description == "exited with status 3")
  }

  @Test func `Waiting for a program has an end`() throws {
    let process = try ProcessLauncher.start(LaunchOrder("/bin/sleep", arguments: ["60"], output: 2))
    #expect(process.reap(until: platform_now() + .milliseconds(20)) == nil)
    process.kill()
    #expect(process.reap(until: platform_now() + .seconds(30)) == .signalled(number: SIGKILL, dumped: false))
    // Once reaped, its number may be another's: nothing is sent to it any more.
    process.kill()
    #expect(process.ending == .signalled(number: SIGKILL, dumped: false))
  }

  @Test func `Whoever lets go of a process ends it`() throws {
    var process: WorkerProcess? = try ProcessLauncher.start(LaunchOrder("/bin/sleep", arguments: ["60"], output: 2))
    let id = try #require(process?.id)
    #expect(ProcessSample.read(id) != nil)
    process = nil
    #expect(ProcessSample.read(id) == nil)
  }
}
