internal import CPlatform
internal import RoundhouseModel

/// Finds a function by the capability that a request names.
struct FFIDirectory: Sendable {
  private struct Entry: Sendable {
    let start: Int
    let count: Int
    let version: UInt32
  }

  private var names: [UInt8] = []
  private var entries: [Entry] = []
  private var functions: [FFIFunction] = []

  init(_ functions: [FFIFunction]) {
    self.functions = functions
    for function in functions {
      let name = Array(function.capability.name.utf8)
      entries.append(Entry(start: names.count, count: name.count, version: function.capability.version))
      names += name
    }
  }

  /// - Parameter version: 0 takes any.
  func find(_ name: UnsafeRawBufferPointer, version: UInt32) -> FFIFunction? {
    guard let text = name.baseAddress else { return nil }
    return names.withUnsafeBytes { names in
      guard let start = names.baseAddress else { return nil }
      for (index, entry) in entries.enumerated()
      where entry.count == name.count && (version == 0 || version == entry.version)
        && memcmp(start + entry.start, text, name.count) == 0
      {
        return functions[index]
      }
      return nil
    }
  }
}
