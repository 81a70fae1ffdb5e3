internal import CPlatform
internal import Glibc
internal import RoundhouseAssembly
internal import RoundhouseDiscovery
internal import RoundhouseModel

/// What the host finds around it: its configuration, its folders, its port.
struct Surroundings {
  private let flags: ConfigurationFlags

  init(_ flags: ConfigurationFlags, listen: String?) {
    var flags = flags
    if let listen { flags.values["--listen"] = [listen] }
    self.flags = flags
  }

  func findings() -> [Finding] {
    let configuration: Configuration
    do throws(RoundhouseError) { configuration = try Configuration.load(flags: flags) } catch {
      return [.bad("configuration", error)]
    }
    let file = configuration.file.map { "from \($0)" } ?? "defaults, no roundhouse.json"
    return [
      .good("configuration", file), state(configuration), Self.workerProgram, agents(configuration),
      port(configuration),
    ]
  }

  /// The program that holds an agent of the worker tier; the host's own agents need none.
  private static var workerProgram: Finding {
    let path = Installation.current.workerProgram
    if access(path, X_OK) == 0 { return .good("workers", path) }
    return .warning(
      "workers", "\(path) is missing: agents that want a process of their own cannot be loaded",
      remedy: "install roundhouse-worker beside roundhouse")
  }

  private func agents(_ configuration: Configuration) -> Finding {
    do throws(RoundhouseError) {
      let path = try SearchPath(configuration: configuration, environment: .current, installation: .current)
      let scan = Scanner.scan(path, environment: .current, configuration: configuration)
      let count = "\(Figures.plural(scan.found.count, "agent")) found"
      if let rejected = scan.rejected.first {
        let more = scan.rejected.count > 1 ? "; `roundhouse agents` shows \(scan.rejected.count - 1) more" : ""
        return .warning(
          "agents", "\(count), rejected: \(rejected.path): \(rejected.reason)", remedy: rejected.remedy + more)
      }
      guard scan.found.isEmpty else { return .good("agents", count) }
      let folders = path.roots.map(\.path).joined(separator: "\n")
      return .warning("agents", "none found, looked in:\n\(folders)", remedy: "roundhouse new hello --language c")
    } catch { return .bad("agents", error) }
  }

  /// The state folder, or the nearest folder above it in which it would be made.
  private func state(_ configuration: Configuration) -> Finding {
    let folder = configuration.state
    var existing = folder
    while Files.kind(existing) == nil, existing != "/" { existing = Binary.parent(existing) }
    guard Files.kind(existing) == .folder, Files.isWritable(existing) else {
      return .bad("state", "\(existing) cannot be written", remedy: "give another folder with --state DIR")
    }
    return .good("state", existing == folder ? "\(folder) can be written" : "\(folder) can be made")
  }

  private func port(_ configuration: Configuration) -> Finding {
    let text = configuration.listen
    guard let address = HostAndPort(text) else { return .bad("port", "'\(text)' is no address") }
    if address.port == 0 { return .good("port", "any that is free") }
    // A bound socket and nothing more: nobody could connect in between.
    let error = Socket.bindingError(address)
    if error == 0 { return .good("port", "\(address.text) is free") }
    if error == EADDRINUSE, isHost(text) { return .good("port", "a host answers at \(address.text) already") }
    return .bad(
      "port", "\(address.text): " + String(cString: strerror(error)),
      remedy: "end the program that listens there (ss -ltnp), or choose another with --listen")
  }

  private func isHost(_ text: String) -> Bool {
    guard let server = ServerURL(text) else { return false }
    var request = HTTPRequest("GET", "/healthz")
    request.timeout = .seconds(2)
    return (try? HTTPClient(server: server).send(request))?.isSuccess == true
  }
}
