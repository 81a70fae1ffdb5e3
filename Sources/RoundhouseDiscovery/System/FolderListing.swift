internal import CPlatform
internal import Glibc

/// The names in a folder, in the order of their bytes; without hidden ones, which begin with a dot.
struct FolderListing {
  struct Entry {
    /// As the system has it: any bytes but `/` and NUL.
    let name: [UInt8]
    /// Whether it can be a folder: it is one, it is a link, or the file system does not say.
    let mayBeFolder: Bool
    let isLink: Bool
  }

  let entries: [Entry]
  /// Whether there were more than allowed; the entries are then none.
  let isTooLong: Bool

  /// Reads a folder anew from its beginning.
  init(_ folder: borrowing FileDescriptor, limit: Int) throws(SystemError) {
    let stream = try Self.stream(folder)
    defer { closedir(stream) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let next = readdir(stream) else { break }
      let name = Self.name(next)
      guard name.first != UInt8(ascii: ".") else { continue }
      guard entries.count < limit else {
        self.entries = []
        isTooLong = true
        return
      }
      let type = Int(next.pointee.d_type)
      let mayBeFolder = type == Int(DT_DIR) || type == Int(DT_LNK) || type == Int(DT_UNKNOWN)
      entries.append(Entry(name: name, mayBeFolder: mayBeFolder, isLink: type == Int(DT_LNK)))
    }
    guard platform_errno() == 0 else { throw SystemError(code: platform_errno()) }
    self.entries = entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    isTooLong = false
  }

  /// A stream with a descriptor of its own, which `closedir` closes.
  private static func stream(_ folder: borrowing FileDescriptor) throws(SystemError) -> OpaquePointer {
    let number = try FileDescriptor.folder([UInt8(ascii: ".")], in: folder.number).release()
    if let stream = fdopendir(number) { return stream }
    let code = platform_errno()
    close(number)
    throw SystemError(code: code)
  }

  /// The entry belongs to the stream and is good until the next one is read, so the name is copied.
  private static func name(_ entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    let start = UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \dirent.d_name)!
    return [UInt8](UnsafeRawBufferPointer(start: start, count: strlen(start.assumingMemoryBound(to: CChar.self))))
  }
}
