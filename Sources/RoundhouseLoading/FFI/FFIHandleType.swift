internal import RoundhouseModel

/// A kind of handle with its destructor found.
struct FFIHandleType: Sendable {
  let name: String
  let isThreadSafe: Bool
  private let destructor: FFIEntry?

  init(_ source: ForeignHandle, _ symbols: FFISymbols) throws(RoundhouseError) {
    name = source.name
    isThreadSafe = source.isThreadSafe
    destructor = try FFIEntry(source.destroy, symbols)
  }

  /// Ends what a handle stood for. On the calling thread, under no lock of ours.
  func destroy(_ pointer: UInt) {
    if pointer != 0 { destructor?.call(pointer) }
  }
}
