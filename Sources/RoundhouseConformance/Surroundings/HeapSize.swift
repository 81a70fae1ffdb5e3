internal import CPlatform

/// How much memory of this process' heap is in use.
enum HeapSize {
  private typealias Information = @convention(c) (Int32, UnsafeMutableRawPointer) -> Int32

  /// Bytes that were allocated and not freed; nil where the C library does not tell.
  static func inUse() -> Int? {
    guard let symbol = dlsym(nil, "malloc_info") else { return nil }
    let information = unsafeBitCast(symbol, to: Information.self)
    var room = [CChar](repeating: 0, count: 256 << 10)
    let count = room.count
    let isRead = room.withUnsafeMutableBufferPointer { room in
      guard let stream = fmemopen(room.baseAddress, count, "w") else { return false }
      defer { fclose(stream) }
      return information(0, UnsafeMutableRawPointer(stream)) == 0
    }
    guard isRead else { return nil }
    return inUse(room.prefix { $0 != 0 }.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
  }

  /// Reads the sums, which stand behind the last arena.
  private static func inUse(_ text: String) -> Int? {
    guard let arenas = text.range(ofLast: "</heap>") else { return nil }
    let sums = text[arenas...]
    guard let system = size("<system type=\"current\"", sums) else { return nil }
    let free = (size("<total type=\"fast\"", sums) ?? 0) + (size("<total type=\"rest\"", sums) ?? 0)
    return system - free + (size("<total type=\"mmap\"", sums) ?? 0)
  }

  private static func size(_ element: String, _ text: Substring) -> Int? {
    guard let start = text.firstRange(of: element)?.upperBound,
      let mark = text[start...].firstRange(of: "size=\"")?.upperBound
    else { return nil }
    return Int(text[mark...].prefix { $0 != "\"" })
  }
}

extension String {
  fileprivate func range(ofLast text: String) -> Index? { ranges(of: text).last?.upperBound }
}
