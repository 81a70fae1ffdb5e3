internal import Glibc
internal import Synchronization

/// Compiles the C agents of `Tests/Fixtures/Agents`, each once in a process.
package enum FixtureBuilder {
  /// Finished libraries by name and flags, and the folder in which they are.
  private static let built = Mutex<[String: String]>([:])
  private static let room = Result {
    let folder = try TemporaryFolder()
    // A static outlives the process, so its deinit never runs.
    atexit { FixtureBuilder.removeRoom() }
    return folder
  }

  /// The repository, found from this file's own place.
  package static let repository: String = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/")
  }()

  /// Where the build put its programs: beside the tests.
  package static let products: String = {
    guard let path = realpath("/proc/self/exe", nil) else { fatalError("/proc/self/exe cannot be read") }
    defer { free(path) }
    return "/" + String(cString: path).split(separator: "/").dropLast().joined(separator: "/")
  }()

  /// Where the programs are that shut themselves in: beside the tests, or where `ROUNDHOUSE_TEST_PROGRAMS` says. They do
  /// so while they have one thread, and those built with a sanitizer begin with more.
  package static let confined = getenv("ROUNDHOUSE_TEST_PROGRAMS").map { String(cString: $0) } ?? products

  /// Compiles `Tests/Fixtures/Agents/<name>/agent.c` into a shared library.
  /// - Parameter flags: further arguments of the compiler.
  /// - Returns: the path of the library; not to be written to.
  package static func build(_ name: String, flags: [String] = []) throws -> String {
    // Held while compiling: two compilers at once would only take the processor from the tests.
    try built.withLock { built in
      let key = ([name] + flags).joined(separator: " ")
      if let path = built[key] { return path }
      let path = try room.get().path + "/\(built.count)-lib\(name).so"
      try compile("\(repository)/Tests/Fixtures/Agents/\(name)/agent.c", to: path, flags)
      built[key] = path
      return path
    }
  }

  /// Makes an agent's folder: the library, and last its manifest, as the rule of commitment says.
  /// - Parameter manifest: the text of `agent.json`; its library is `lib<name>.so`.
  /// - Returns: the path of the agent's folder, `<folder>/<name>`.
  package static func bundle(_ name: String, manifest: String, in folder: String) throws -> String {
    let path = "\(folder)/\(name)"
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw FixtureError("cannot make the folder \(path)") }
    let library = try TemporaryFolder.read(build(name))
    try TemporaryFolder.write(library, to: "\(path)/lib\(name).so")
    try TemporaryFolder.write(Array(manifest.utf8), to: "\(path)/agent.json")
    return path
  }

  /// Compiles one C file into a shared library as an agent's author would.
  package static func compile(_ source: String, to path: String, _ flags: [String] = []) throws {
    let arguments =
      ["clang", "-shared", "-fPIC", "-fvisibility=hidden", "-Wall", "-Wextra", "-I", "\(repository)/sdk/c/include"]
      + flags + ["-o", path, source]
    let command = try Command.run(arguments)
    guard command.status == 0 else { throw FixtureError("\(source) does not compile:\n\(command.output)") }
  }

  /// Compiles `Tests/Fixtures/Programs/<name>.c`.
  /// - Returns: the path of the program.
  package static func program(_ name: String) throws -> String {
    try built.withLock { built in
      let key = "program \(name)"
      if let path = built[key] { return path }
      let path = try room.get().path + "/\(name)"
      let source = "\(repository)/Tests/Fixtures/Programs/\(name).c"
      let command = try Command.run(["clang", "-O1", "-Wall", "-Wextra", "-o", path, source])
      guard command.status == 0 else { throw FixtureError("\(source) does not compile:\n\(command.output)") }
      built[key] = path
      return path
    }
  }

  private static func removeRoom() {
    if case .success(let folder) = room { TemporaryFolder.remove(folder.path) }
  }
}
