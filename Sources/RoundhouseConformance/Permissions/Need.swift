internal import CPlatform
internal import RoundhouseModel

/// One thing that a worker may be permitted, as large or as small as it is known.
enum Need: Sendable, Equatable {
  case read(String)
  case write(String)
  case execute(String)
  case connect(ClosedRange<UInt16>)
  case environment(String)
  /// To start processes.
  case processes

  /// In a folder that holds more than this nothing smaller is looked for.
  private static let limit = 4_096

  /// All that a manifest can ask for, widest first, so that a search drops it first.
  static var everything: [Need] {
    [.write("/"), .execute("/"), .connect(1...UInt16.max), .processes]
      + ProcessPicture.variableNames.map { .environment($0) } + [.read("/")]
  }

  /// Puts it into a manifest.
  func add(to manifest: inout Manifest) {
    switch self {
    case .read(let path): manifest.permissions.read.append(path)
    case .write(let path): manifest.permissions.write.append(path)
    case .execute(let path): manifest.permissions.execute.append(path)
    case .connect(let ports): manifest.permissions.connect += Array(ports)
    case .environment(let name): manifest.permissions.environment.append(name)
    case .processes: manifest.limits.processes = max(manifest.limits.processes, 8)
    }
  }

  /// Smaller ones that are all of it together; empty if there are none.
  var parts: [Need] {
    switch self {
    case .read(let path): FolderNames.paths(in: path, limit: Need.limit).map { .read($0) }
    case .write(let path): FolderNames.paths(in: path, limit: Need.limit).map { .write($0) }
    case .execute(let path): FolderNames.paths(in: path, limit: Need.limit).map { .execute($0) }
    case .connect(let ports): Need.halves(ports).map { .connect($0) }
    case .environment, .processes: []
    }
  }

  private static func halves(_ ports: ClosedRange<UInt16>) -> [ClosedRange<UInt16>] {
    guard ports.count > 1 else { return [] }
    let middle = ports.lowerBound + UInt16(ports.count / 2 - 1)
    return [ports.lowerBound...middle, (middle + 1)...ports.upperBound]
  }
}

extension [Need] {
  /// What to write into the manifest: `"permissions": {"read": ["/etc/hostname"]}`.
  /// - Parameter folder: the agent's own, to which paths in it are relative.
  func manifestText(in folder: String) -> String {
    var json = JSONWriter()
    json.beginObject()
    let kinds = [("read", \Need.readPath), ("write", \Need.writePath), ("execute", \Need.programPath)]
    for (key, path) in kinds where contains(where: { $0[keyPath: path] != nil }) {
      json.member(key, compactMap { $0[keyPath: path] }.map { Self.short($0, in: folder) })
    }
    if contains(where: { $0.ports != nil }) {
      json.key("connect")
      json.beginArray()
      for port in compactMap(\.ports) { json.uint(port.lowerBound) }
      json.endArray()
    }
    let names = compactMap(\.variable)
    if !names.isEmpty { json.member("environment", names) }
    json.endObject()
    let permissions = String(decoding: json.bytes, as: UTF8.self)
    let texts = [
      permissions == "{}" ? "" : "\"permissions\": \(permissions)",
      contains(.processes) ? "\"limits\": {\"processes\": 8}" : "",
    ]
    return texts.filter { !$0.isEmpty }.joined(separator: " and ")
  }

  private static func short(_ path: String, in folder: String) -> String {
    path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
  }
}

extension Need {
  fileprivate var readPath: String? { if case .read(let path) = self { path } else { nil } }
  fileprivate var writePath: String? { if case .write(let path) = self { path } else { nil } }
  fileprivate var programPath: String? { if case .execute(let path) = self { path } else { nil } }
  fileprivate var variable: String? { if case .environment(let name) = self { name } else { nil } }
  fileprivate var ports: ClosedRange<UInt16>? { if case .connect(let ports) = self { ports } else { nil } }
}
