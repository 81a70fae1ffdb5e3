internal import CPlatform
package import RoundhouseModel

/// A regular file inside an agent's folder, open for reading.
///
/// What was checked is the open file itself, so nothing can be put in its place afterwards.
package struct BundleFile: ~Copyable {
  /// The file's whole path, for people.
  package let path: String
  /// Bytes when it was opened.
  package let size: Int
  let descriptor: Descriptor
  private let opened: FileTimes

  /// Opens a file by its path relative to a folder.
  /// - Throws: `invalidManifest` if the path leaves the folder or is not a regular file.
  package init(_ relative: String, in folder: String) throws(RoundhouseError) {
    let path = "\(folder)/\(relative)"
    try BundleFile.checkLexically(relative, path)
    let directory = openRetrying { platform_open(folder, O_PATH | O_DIRECTORY, 0) }
    guard directory >= 0 else { throw BundleFile.refused(platform_errno(), path) }
    let parent = Descriptor(owning: directory)
    let file = try BundleFile.open(relative, below: parent, path)
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw BundleFile.refused(platform_errno(), path) }
    if let kind = BundleFile.kind(status.st_mode) {
      throw RoundhouseError(
        .invalidManifest, "\(path) is \(kind), not a file", remedy: "name the library's file in the manifest",
        path: path)
    }
    self.path = path
    size = Int(status.st_size)
    descriptor = file
    opened = FileTimes(status)
  }

  /// Whether somebody has written to the file since it was opened.
  func hasChanged() -> Bool {
    var status = stat()
    guard fstat(descriptor.number, &status) == 0 else { return true }
    return Int(status.st_size) != size || FileTimes(status) != opened
  }

  private static func checkLexically(_ relative: String, _ path: String) throws(RoundhouseError) {
    let parts = relative.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty, !relative.utf8.contains(0),
      !parts.contains(where: { $0.elementsEqual("..".utf8) })
    else {
      throw RoundhouseError(
        .invalidManifest, "the library's path \"\(relative)\" leaves the agent's folder or is none",
        remedy: "put the library beside agent.json and name it relative to that", path: path)
    }
  }

  private static func open(
    _ relative: String, below folder: borrowing Descriptor, _ path: String
  ) throws(RoundhouseError) -> Descriptor {
    // Without O_NONBLOCK a named pipe would hold this thread until somebody writes to it.
    let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let folderNumber = folder.number
    var number = openRetrying { platform_open_beneath(folderNumber, relative, flags) }
    // While folders are renamed anywhere on the machine the kernel cannot be sure, and asks to be asked again.
    for _ in 0..<16 where number < 0 && platform_errno() == EAGAIN {
      number = openRetrying { platform_open_beneath(folderNumber, relative, flags) }
    }
    if number >= 0 { return Descriptor(owning: number) }
    guard [ENOSYS, EPERM, EINVAL, E2BIG].contains(platform_errno()) else { throw refused(platform_errno(), path) }
    return try openAndCompare(relative, flags, below: folder, path)
  }

  /// For kernels and sandboxes without openat2: opens first, and asks the kernel where that file is.
  static func openAndCompare(
    _ relative: String, _ flags: Int32, below folder: borrowing Descriptor, _ path: String
  ) throws(RoundhouseError) -> Descriptor {
    let folderNumber = folder.number
    let number = openRetrying { platform_open_at(folderNumber, relative, flags) }
    guard number >= 0 else { throw refused(platform_errno(), path) }
    let file = Descriptor(owning: number)
    guard let root = realPath(folderNumber), let place = realPath(number) else { throw refused(EXDEV, path) }
    guard place.hasPrefix(root == "/" ? root : root + "/") else { throw refused(EXDEV, path) }
    return file
  }

  private static func realPath(_ descriptor: Int32) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { room in
      guard let start = room.baseAddress else { return nil }
      let count = readlink("/proc/self/fd/\(descriptor)", start, room.count)
      guard count > 0, count < room.count else { return nil }
      return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
  }
}

/// What changes whenever a file is written.
private struct FileTimes: Equatable {
  private let modified: Int
  private let modifiedNanoseconds: Int
  private let changed: Int
  private let changedNanoseconds: Int

  init(_ status: stat) {
    modified = status.st_mtim.tv_sec
    modifiedNanoseconds = status.st_mtim.tv_nsec
    changed = status.st_ctim.tv_sec
    changedNanoseconds = status.st_ctim.tv_nsec
  }
}

private func openRetrying(_ call: () -> Int32) -> Int32 { Int32(Descriptor.retrying { Int(call()) }) }
