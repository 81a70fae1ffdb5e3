internal import CPlatform

/// Memory in pages of its own, with a page behind it that nobody may touch: what reads on ends the process.
///
/// Never given back, so that whoever keeps its address finds nothing else there later. For checks, not for a host.
final class GuardedMemory: Sendable {
  /// Where the pages begin. Written by whoever made this, before anybody else has the address.
  private nonisolated(unsafe) let pages: UnsafeMutableRawPointer
  private let pagesSize: Int
  private let count: Int

  /// - Parameter count: bytes; those of the last eight that are not needed stay readable.
  init(_ count: Int) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let size = (max(count, 1) + page - 1) / page * page
    guard let memory = platform_reserve(size + page) else { fatalError("no address space for \(size) bytes") }
    mprotect(memory + size, page, PROT_NONE)
    pages = memory
    pagesSize = size
    self.count = (count + 7) / 8 * 8
  }

  /// The bytes, directly in front of the page that cannot be touched.
  var start: UnsafeMutableRawPointer { pages + pagesSize - count }

  func makeReadOnly() { mprotect(pages, pagesSize, PROT_READ) }
  func makeUntouchable() { mprotect(pages, pagesSize, PROT_NONE) }

  /// A byte of which neither an address nor a length can be made that is of any use.
  static let poison: Int32 = 0xDB
}
