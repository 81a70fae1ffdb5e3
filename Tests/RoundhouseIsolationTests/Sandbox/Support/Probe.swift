import CPlatform
import FixtureBuilder
import Foundation
import Glibc
import RoundhouseIsolation
import RoundhouseModel

/// The program that enters a sandbox and tries things, and the library of what it tries.
enum Probe {
  private static let room: TemporaryFolder = {
    do {
      let room = try TemporaryFolder()
      // Others must reach the program too.
      chmod(room.path, 0o755)
      atexit { try? FileManager.default.removeItem(atPath: Probe.room.path) }
      return room
    } catch { fatalError("\(error)") }
  }()

  /// Beside the tests, and copied from there to where every user can run it.
  static let program: String = {
    do {
      let copy = room.path + "/sandbox-probe"
      try FileManager.default.copyItem(atPath: FixtureBuilder.confined + "/sandbox-probe", toPath: copy)
      return copy
    } catch { fatalError("no sandbox-probe in \(FixtureBuilder.confined): \(error)") }
  }()

  /// Needs a library of the system that nothing else here needs, so that one is searched in its folders.
  private static let library: [UInt8] = {
    do {
      let path = room.path + "/attempts.so"
      let source = FixtureBuilder.repository + "/Tests/Fixtures/Sandbox/attempts.c"
      try FixtureBuilder.compile(source, to: path, ["-Wl,--no-as-needed", "-lresolv"])
      return try TemporaryFolder.read(path)
    } catch { fatalError("\(error)") }
  }()

  /// Starts the probe.
  /// - Parameter plan: nil for no sandbox at all.
  static func start(
    _ attempts: [String], as account: Account, in plan: SandboxPlan?, options: [String] = [],
    environment: [String] = []
  ) throws -> RunningProbe {
    let planned = try MemoryFile(plan?.bytes ?? [])
    let library = try MemoryFile(Probe.library, isSealed: true)
    let output = try MemoryFile([])
    let order = LaunchOrder(
      program, arguments: account.options + options + ["--"] + attempts, environment: environment,
      descriptors: [planned.descriptor, library.descriptor], output: output.descriptor,
      wantsOwnProcesses: plan?.wantsOwnProcesses ?? false)
    return RunningProbe(process: try ProcessLauncher.start(order), output: output)
  }

  /// Runs it to its end.
  static func run(
    _ attempts: [String], as account: Account, in plan: SandboxPlan?, options: [String] = []
  ) throws -> ProbeReport {
    try start(attempts, as: account, in: plan, options: options).finish()
  }
}
