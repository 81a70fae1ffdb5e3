internal import CFFI
internal import CPlatform
internal import RoundhouseModel

/// Finds the symbols that a manifest names, and what was meant by those that are not there.
struct FFISymbols {
  private let library: SharedLibrary
  /// An address inside the library, by which its table of symbols is found.
  private let landmark: UnsafeRawPointer?

  /// - Parameter hints: names of which one probably exists.
  init(_ library: SharedLibrary, hints: some Sequence<String>) {
    self.library = library
    var landmark: UnsafeRawPointer?
    for hint in hints where landmark == nil { landmark = library.symbol(hint).map { UnsafeRawPointer($0) } }
    self.landmark = landmark
  }

  /// The address of a function.
  /// - Throws: `invalidManifest` with the nearest name of the library.
  func address(_ name: String) throws(RoundhouseError) -> UnsafeRawPointer {
    if let address = library.symbol(name) { return UnsafeRawPointer(address) }
    let nearest = Spelling.nearest(to: name, among: exported)
    throw RoundhouseError(
      .invalidManifest, "\(library.path) has no function \"\(name)\"",
      remedy: nearest.map { "did you mean \"\($0)\"?" } ?? "`nm -D --defined-only` lists what it has",
      path: library.path)
  }

  /// The names of all functions that the library exports; empty if they cannot be found.
  private var exported: [String] {
    let capacity = 1 << 16
    return withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: capacity) { room in
      let count =
        landmark.map { shim_exported_names($0, room.baseAddress, capacity) }
        ?? shim_exported_names_of_path(library.path, room.baseAddress, capacity)
      return room.prefix(count).compactMap { $0.map { String(cString: $0) } }
    }
  }
}
