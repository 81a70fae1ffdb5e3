internal import CMicrohttpd
internal import CSQLite
internal import CSodium
internal import RoundhouseAssembly

/// The libraries that the host itself stands on, and the tools that authors of agents use.
///
/// The program would not have started without the libraries, so there is only their version to tell.
enum Libraries {
  static func findings() -> [Finding] {
    [
      .good("libmicrohttpd", String(cString: MHD_get_version())),
      .good("SQLite", String(cString: sqlite3_libversion())),
      .good("libsodium", String(cString: sodium_version_string())),
    ]
  }

  static func tools() -> [Finding] {
    [
      tool("C compiler", ["cc", "gcc", "clang"], why: "for agents in C", remedy: "apt install gcc"),
      tool("make", ["make"], why: "to build new agents", remedy: "apt install make"),
      tool(
        "swift", ["swift"], why: "for agents in Swift", remedy: "install the toolchain from swift.org/install/linux"),
    ]
  }

  private static func tool(_ name: String, _ commands: [String], why: String, remedy: String) -> Finding {
    let folders = (Terminal.variable("PATH") ?? "/usr/bin:/bin").split(separator: ":")
    for command in commands {
      for folder in folders
      where Files.kind("\(folder)/\(command)") == .file && Files.isExecutable("\(folder)/\(command)") {
        return .good(name, "\(folder)/\(command)")
      }
    }
    return .warning(name, "not found; needed only \(why)", remedy: remedy)
  }
}
