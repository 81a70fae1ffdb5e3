internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// The few things that commands do with files.
enum Files {
  enum Kind: Sendable { case folder, file, other }

  /// What is there; nil: nothing.
  static func kind(_ path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    default: return .other
    }
  }

  /// The path from the root, without asking whether anything is there.
  static func absolute(_ path: String) -> String {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    if trimmed.hasPrefix("/") { return trimmed }
    var room = [CChar](repeating: 0, count: 4_096)
    let here = getcwd(&room, room.count).map { String(cString: $0) } ?? ""
    if trimmed == "." { return here }
    return here + "/" + (trimmed.hasPrefix("./") ? String(trimmed.dropFirst(2)) : trimmed)
  }

  /// The whole file, or standard input (descriptor 0).
  /// - Throws: `badRequest`, also for more than the limit.
  static func read(_ path: String, limit: Int) throws(RoundhouseError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot open", path) }
    defer { close(descriptor) }
    return try read(descriptor: descriptor, named: path, limit: limit)
  }

  static func read(descriptor: Int32, named name: String, limit: Int) throws(RoundhouseError) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &room, room.count)
      if count == 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("cannot read", name) }
      bytes.append(contentsOf: room[..<count])
      guard bytes.count <= limit else {
        throw RoundhouseError(
          .badRequest, "\(name) is longer than \(Figures.size(UInt64(limit)))", remedy: "send less", path: name)
      }
    }
  }

  /// The names in a folder, sorted, without `.` and `..`.
  static func names(in folder: String) throws(RoundhouseError) -> [String] {
    guard let stream = opendir(folder) else { throw failure("cannot open", folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func makeFolder(_ path: String) throws(RoundhouseError) {
    guard mkdir(path, 0o755) == 0 else { throw failure("cannot make the folder", path) }
  }

  /// Writes a file that must not be there yet.
  static func create(_ path: String, _ bytes: [UInt8], isExecutable: Bool) throws(RoundhouseError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isExecutable ? 0o755 : 0o644)
    guard descriptor >= 0 else { throw failure("cannot make", path) }
    defer { close(descriptor) }
    guard Terminal(descriptor: descriptor, color: "never").write(bytes) else { throw failure("cannot write", path) }
  }

  /// Writes a file so that whoever looks sees all of it or the former one.
  static func replace(_ path: String, _ bytes: [UInt8]) throws(RoundhouseError) {
    let temporary = "\(path).\(getpid()).new"
    try create(temporary, bytes, isExecutable: false)
    guard rename(temporary, path) == 0 else {
      let error = failure("cannot write", path)
      unlink(temporary)
      throw error
    }
  }

  static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }
  static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  static func failure(_ what: String, _ path: String) -> RoundhouseError {
    RoundhouseError(.badRequest, "\(what) \(path)", cause: String(cString: strerror(errno)), path: path)
  }
}
