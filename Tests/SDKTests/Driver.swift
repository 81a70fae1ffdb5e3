import FixtureBuilder

/// The host on one page, `Tests/Fixtures/Driver`: loads agents into a process of its own and talks to them.
enum Driver {
  /// Compiles the driver with a C compiler.
  static func build(_ compiler: String, in folder: String) throws -> Command {
    try Command.run([
      compiler, "-std=c11", "-D_GNU_SOURCE", "-O1", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
      "-I\(FixtureBuilder.repository)/sdk/c/include", "-o", "\(folder)/driver",
      "\(FixtureBuilder.repository)/Tests/Fixtures/Driver/driver.c", "-pthread", "-ldl",
    ])
  }

  /// Runs calls, each made `times` times at once. A call is library, capability and payload.
  static func run(in folder: String, times: Int = 1, _ calls: [String]...) throws -> Command {
    try Command.run(["\(folder)/driver", "-n", "\(times)"] + calls.flatMap { $0 })
  }
}
