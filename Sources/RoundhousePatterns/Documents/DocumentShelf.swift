internal import Glibc
internal import RoundhouseModel
internal import Synchronization

/// The documents that were read last: one that is carried out again and again is read once, which takes longer than most
/// of its steps.
final class DocumentShelf<Document: Sendable>: Sendable {
  private struct Place {
    let text: [UInt8]
    let document: Document
  }

  private static var places: Int { 16 }
  /// A longer text is read each time. Bytes.
  private static var longest: Int { 65_536 }

  /// The latest last.
  private let kept = Mutex<[Place]>([])

  /// What was read from the same text; nil if that is long ago, or never was.
  func document(_ text: ArraySlice<UInt8>) -> Document? {
    kept.withLock { $0.last { Self.isSame($0.text, text) }?.document }
  }

  /// - Parameter text: one without fault.
  func keep(_ document: Document, _ text: ArraySlice<UInt8>) {
    guard text.count <= Self.longest else { return }
    kept.withLock { kept in
      if kept.count == Self.places { kept.removeFirst() }
      kept.append(Place(text: Array(text), document: document))
    }
  }

  private static func isSame(_ a: [UInt8], _ b: ArraySlice<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    return a.withUnsafeBytes { a in
      b.withUnsafeBytes { b in
        guard let first = a.baseAddress, let second = b.baseAddress else { return true }
        return memcmp(first, second, a.count) == 0
      }
    }
  }
}
