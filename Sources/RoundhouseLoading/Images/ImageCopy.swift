internal import CPlatform
internal import RoundhouseModel

/// Copies a file into sealed memory.
enum ImageCopy {
  private static let chunk = 256 << 10

  /// Copies the file as it was when it was opened.
  /// - Throws: `invalidManifest`, before anything is copied if size or header are wrong; retryable if the file changes.
  static func sealed(of file: borrowing BundleFile, limit: Int) throws(RoundhouseError) -> Descriptor {
    guard file.size <= limit else {
      throw RoundhouseError(
        .invalidManifest, "\(file.path) has \(file.size) bytes, more than the \(limit) that a library may have",
        remedy: "strip it, or raise the limit of library sizes", path: file.path)
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(max(file.size, ElfHeader.size), chunk), alignment: 64)
    defer { buffer.deallocate() }
    var count = try fill(buffer, from: file)
    do throws(ElfDefect) {
      _ = try ElfHeader(UnsafeRawBufferPointer(rebasing: buffer[..<count]), fileSize: file.size)
    } catch {
      throw RoundhouseError(error, file.path)
    }
    let memory = try makeMemory(file.path)
    var copied = 0
    while count > 0, copied <= file.size {
      try append(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: memory, file.path)
      copied += count
      count = try fill(buffer, from: file)
    }
    guard copied == file.size, count == 0, !file.hasChanged() else { throw unfinished(file.path) }
    guard platform_seal(memory.number) == 0 else {
      throw failed("could not be sealed in memory", platform_errno(), file.path)
    }
    return memory
  }

  /// An error of the system while a copy was made.
  static func failed(_ what: String, _ number: Int32, _ path: String) -> RoundhouseError {
    RoundhouseError(
      .internal, "\(path) \(what)", remedy: "see that memory and open files are not exhausted",
      cause: systemMessage(number), path: path, isRetryable: true)
  }

  private static func makeMemory(_ path: String) throws(RoundhouseError) -> Descriptor {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    // The name is what /proc/PID/maps and debuggers show; the kernel takes at most 249 bytes.
    let number = platform_memfd("roundhouse:" + String(decoding: name.prefix(200), as: UTF8.self))
    guard number >= 0 else { throw failed("could not be copied into memory", platform_errno(), path) }
    return Descriptor(owning: number)
  }

  private static func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from file: borrowing BundleFile
  ) throws(RoundhouseError) -> Int {
    let number = file.descriptor.number
    let count = Descriptor.retrying { read(number, buffer.baseAddress, buffer.count) }
    guard count >= 0 else { throw failed("could not be read", platform_errno(), file.path) }
    return count
  }

  private static func append(
    _ bytes: UnsafeRawBufferPointer, to memory: borrowing Descriptor, _ path: String
  ) throws(RoundhouseError) {
    var rest = bytes
    let number = memory.number
    while !rest.isEmpty {
      let part = rest
      let count = Descriptor.retrying { write(number, part.baseAddress, part.count) }
      guard count > 0 else { throw failed("could not be copied into memory", platform_errno(), path) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  private static func unfinished(_ path: String) -> RoundhouseError {
    RoundhouseError(
      .invalidManifest, "\(path) is still being written", remedy: "nothing to do: it is tried again when it changes",
      path: path, isRetryable: true)
  }
}
