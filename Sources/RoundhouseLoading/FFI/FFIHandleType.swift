internal import RoundhouseModel

/// A kind of handle with its destructor found.
struct FFIHandleType: Sendable {
  let name: String
  let isThreadSafe: Bool
  private let destructor: FFIEntry?
  private let preparations: [(entry: FFIEntry, arguments: [Int64])]

  init(_ source: ForeignHandle, _ symbols: FFISymbols) throws(RoundhouseError) {
    name = source.name
    isThreadSafe = source.isThreadSafe
    destructor = try FFIEntry(source.destroy, symbols)
    var preparations: [(entry: FFIEntry, arguments: [Int64])] = []
    for preparation in source.preparations {
      guard let entry = try FFIEntry(preparation.symbol, symbols) else { continue }
      preparations.append((entry, preparation.arguments))
    }
    self.preparations = preparations
  }

  /// Does to a new handle what the manifest demands of all of them.
  func prepare(_ pointer: UInt) {
    for preparation in preparations { preparation.entry.call(pointer, preparation.arguments) }
  }

  /// Ends what a handle stood for. On the calling thread, under no lock of ours.
  func destroy(_ pointer: UInt) {
    if pointer != 0 { destructor?.call(pointer) }
  }
}
