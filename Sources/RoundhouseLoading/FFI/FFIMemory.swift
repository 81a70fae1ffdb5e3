internal import CFFI
internal import CPlatform
internal import Synchronization

/// Memory that lives as long as an instance: libffi's descriptions of types, and a manifest's constants.
final class FFIMemory: Sendable {
  /// Addresses of what `malloc` gave; freed when the last function that refers to this memory is gone.
  private let blocks = Mutex<[UInt]>([])

  func allocate<Element>(_ type: Element.Type, count: Int) -> UnsafeMutablePointer<Element> {
    let size = max(1, count) * MemoryLayout<Element>.stride
    guard let block = calloc(1, size) else { fatalError("no memory for \(size) bytes of an ffi agent's plan") }
    keep([block])
    return block.bindMemory(to: type, capacity: count)
  }

  /// Takes over blocks from an arena.
  func keep(_ taken: [UnsafeMutableRawPointer]) {
    blocks.withLock { $0.append(contentsOf: taken.map { UInt(bitPattern: $0) }) }
  }

  deinit {
    for block in blocks.withLock({ $0 }) { free(UnsafeMutableRawPointer(bitPattern: block)) }
  }
}
