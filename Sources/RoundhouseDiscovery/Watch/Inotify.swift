internal import CPlatform
internal import Glibc

/// The system's watcher of folders.
struct Inotify: ~Copyable {
  private let descriptor: FileDescriptor

  init() throws(SystemError) {
    let number = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard number >= 0 else { throw SystemError(code: platform_errno()) }
    descriptor = FileDescriptor(owning: number)
  }

  var number: Int32 { descriptor.number }

  /// Watches a folder, and gives the same number for the same folder again.
  func watch(_ path: [UInt8], _ mask: UInt32) throws(SystemError) -> Int32 {
    let watch = (path + [0]).withUnsafeBytes { bytes in
      inotify_add_watch(number, bytes.assumingMemoryBound(to: CChar.self).baseAddress!, mask)
    }
    guard watch >= 0 else { throw SystemError(code: platform_errno()) }
    return watch
  }

  /// Ends a watch; the folder may be gone already.
  func forget(_ watch: Int32) { inotify_rm_watch(number, watch) }

  /// What has happened since the last time, up to a megabyte of it, for somebody may write faster than this reads; never
  /// waits.
  func events() -> [FolderEvent] {
    var events: [FolderEvent] = []
    withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
      for _ in 0..<16 {
        let count = read(number, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        Self.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: &events)
      }
    }
    return events
  }

  /// Each record is a fixed head and a name that is filled up with NULs.
  private static func append(_ records: UnsafeRawBufferPointer, to events: inout [FolderEvent]) {
    let head = MemoryLayout<inotify_event>.size
    var offset = 0
    while offset + head <= records.count {
      let event = records.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      let end = offset + head + Int(event.len)
      guard end <= records.count else { return }
      let name = records[offset + head..<end].prefix { $0 != 0 }
      events.append(FolderEvent(watch: event.wd, mask: event.mask, name: [UInt8](name)))
      offset = end
    }
  }
}
