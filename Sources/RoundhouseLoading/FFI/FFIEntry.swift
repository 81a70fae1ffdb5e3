internal import CFFI
internal import RoundhouseModel

/// A small function of the library that a manifest names: `free`, an error text, a size. It takes one word, a pointer
/// or an integer, and returns one or nothing.
struct FFIEntry: Sendable {
  /// Inside the library, which is never unloaded.
  private nonisolated(unsafe) let address: UnsafeRawPointer

  /// - Returns: nil for an empty name.
  init?(_ name: String, _ symbols: FFISymbols) throws(RoundhouseError) {
    guard !name.isEmpty else { return nil }
    address = try symbols.address(name)
  }

  @discardableResult
  func call(_ word: UInt) -> UInt { shim_call_word(address, word) }

  /// Calls it with up to three more words.
  func call(_ word: UInt, _ more: [Int64]) {
    let words = (more + [0, 0, 0]).map { UInt(bitPattern: Int($0)) }
    shim_call_words(address, word, words[0], words[1], words[2])
  }
}
