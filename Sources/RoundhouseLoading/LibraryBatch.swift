internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// The libraries of agents that are loaded together: each file is read and sealed once, however many agents share it,
/// and while one is mapped the next ones may be sealed on another thread.
///
/// Short-lived on purpose: a file that changes is found changed by the next batch.
package final class LibraryBatch: Sendable {
  /// So many libraries may be sealed before their turn: what is sealed takes memory and an open file.
  private static let depth: UInt32 = 16
  /// Fewer are sealed sooner than a thread for them begins.
  private static let worthwhile = 4

  private let drafts: [LibraryDraft]
  private let places: [LibraryDraft.Source: Int]
  /// The one asked for last: agents that share a library mostly come one after another.
  private let recent = Mutex<(source: LibraryDraft.Source, library: SharedLibrary)?>(nil)
  /// How many drafts have had their turn.
  private let front = Atomic<UInt32>(0)
  /// Where the front is when nobody asks any more. Not the largest number: `Atomic.max` compares as if it had a sign.
  private static let end = UInt32(Int32.max)
  /// How far the front must be to wake the thread that works ahead; larger than any while it is awake.
  private let wakeAt = Atomic<UInt32>(.max)

  init(_ bundles: [AgentBundle], _ images: ImageStore) {
    var drafts: [LibraryDraft] = []
    var places: [LibraryDraft.Source: Int] = [:]
    var last: LibraryDraft.Source?
    for bundle in bundles {
      let source = LibraryDraft.Source(bundle)
      guard source != last, places[source] == nil else { continue }
      places[source] = drafts.count
      drafts.append(LibraryDraft(source, images))
      last = source
    }
    self.drafts = drafts
    self.places = places
  }

  /// Whether a second thread for `sealAhead` pays.
  package var isWorthAThread: Bool { drafts.count >= LibraryBatch.worthwhile }

  /// Seals libraries before their turn, until all are sealed or `end` is called. For a thread of its own.
  package func sealAhead() {
    // The first one is taken in hand by the thread that maps it.
    for (place, draft) in drafts.enumerated().dropFirst() {
      waitForFront(UInt32(place))
      guard front.load(ordering: .relaxed) < LibraryBatch.end else { return }
      draft.seal()
    }
  }

  /// Nobody asks for a library any more.
  package func end() { advance(to: LibraryBatch.end) }

  /// The library of an agent, mapped.
  func library(of bundle: AgentBundle) throws(RoundhouseError) -> SharedLibrary {
    let source = LibraryDraft.Source(bundle)
    if let known = recent.withLock({ $0?.source == source ? $0?.library : nil }) { return known }
    guard let place = places[source] else { fatalError("an agent is loaded in a batch that it is not in") }
    let library = try drafts[place].open()
    advance(to: UInt32(place + 1))
    recent.withLock { $0 = (source, library) }
    return library
  }

  private func advance(to place: UInt32) {
    // Each side writes its word before it reads the other's, so that nobody sleeps through the last call.
    let now = front.max(place, ordering: .sequentiallyConsistent).newValue
    guard wakeAt.load(ordering: .sequentiallyConsistent) <= now else { return }
    withUnsafePointer(to: front) { platform_futex_wake($0, 1) }
  }

  private func waitForFront(_ place: UInt32) {
    guard place >= front.load(ordering: .relaxed) + LibraryBatch.depth else { return }
    let goal = place - LibraryBatch.depth / 2
    wakeAt.store(goal, ordering: .sequentiallyConsistent)
    while true {
      let seen = front.load(ordering: .sequentiallyConsistent)
      guard seen < goal else { break }
      withUnsafePointer(to: front) { _ = platform_futex_wait($0, seen, 0) }
    }
    wakeAt.store(.max, ordering: .relaxed)
  }
}
