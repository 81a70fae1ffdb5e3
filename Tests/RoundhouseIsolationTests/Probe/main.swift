internal import CPlatform
internal import CSandbox
internal import Glibc
internal import RoundhouseIsolation
internal import RoundhouseModel

// Enters a sandbox as a worker would and tries what it is told. Descriptor 3 has the plan (nothing: no sandbox), 4 the
// sealed library of attempts. A line for each: `attempt:argument=error`.
let arguments = ProbeArguments(CommandLine.arguments)
if let user = arguments.user {
  guard setgroups(0, nil) == 0, setresgid(user, user, user) == 0, setresuid(user, user, user) == 0 else { exit(70) }
  // As after an exec, with which an ordinary user's host begins.
  _ = sandbox_set_dumpable(1)
}
if arguments.isPowerless {
  guard sandbox_drop_bounding_set() == 0, sandbox_clear_capabilities() == 0 else { exit(70) }
}

if let launch = arguments.launch {
  let program = String(cString: realpath("/proc/self/exe", nil)!)
  let order = LaunchOrder(
    program, arguments: ["--"] + arguments.words, descriptors: [3, 4], output: 1, wantsOwnProcesses: launch == .own)
  let worker = try ProcessLauncher.start(order)
  report("child=\(worker.id)")
  report("own=\(worker.ownsProcesses)")
  for gap in worker.gaps { report("gap=\(gap)") }
  guard let ending = worker.reap(until: platform_now() + .seconds(20)) else { exit(71) }
  report("ending=\(ending)")
  exit(0)
}

var bytes = [UInt8](repeating: 0, count: 64 << 10)
let count = pread(3, &bytes, bytes.count, 0)
if count > 0 {
  do throws(RoundhouseError) {
    let plan = try SandboxPlan(bytes: Array(bytes[..<count]))
    for gap in try Sandbox.enter(plan, support: arguments.support) { report("gap=\(gap)") }
  } catch {
    report("refused=\(error.code.rawValue) \(error)")
    exit(72)
  }
}
guard let library = AttemptLibrary(descriptor: 4) else { exit(73) }
for (name, argument) in arguments.attempts {
  report("\(name):\(argument)=\(library(name, argument))")
}
exit(0)
