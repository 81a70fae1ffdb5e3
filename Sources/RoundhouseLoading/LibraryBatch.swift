internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// The libraries of agents that are loaded together: each file is read and sealed once, however many agents share it,
/// and many files are sealed on two threads.
///
/// Sealing and mapping take turns, a window of libraries each: while the process' memory map changes, every change
/// interrupts the other processor if one of our threads runs there, which costs more than working at once wins.
///
/// Short-lived on purpose: a file that changes is found changed by the next batch.
package final class LibraryBatch: Sendable {
  /// So many libraries are sealed before the first of them is mapped: what is sealed takes memory and an open file.
  private static let window = 32
  /// Fewer are sealed sooner than a thread for them begins.
  private static let worthwhile = 4

  private let drafts: [LibraryDraft]
  private let places: [LibraryDraft.Source: Int]
  /// The one asked for last: agents that share a library mostly come one after another.
  private let recent = Mutex<(source: LibraryDraft.Source, library: SharedLibrary)?>(nil)
  /// The drafts before this place may be sealed now. Only grows.
  private let limit = Atomic<UInt32>(0)
  private let isOver = Atomic<Bool>(false)

  init(_ bundles: [AgentBundle], _ images: ImageStore) {
    var drafts: [LibraryDraft] = []
    var places: [LibraryDraft.Source: Int] = [:]
    var last: LibraryDraft.Source?
    // A document is no library.
    for bundle in bundles where bundle.manifest.kind != .workflow {
      let source = LibraryDraft.Source(bundle)
      guard source != last, places[source] == nil else { continue }
      places[source] = drafts.count
      drafts.append(LibraryDraft(source, images))
      last = source
    }
    self.drafts = drafts
    self.places = places
  }

  /// One agent whose library is known.
  init(_ bundle: AgentBundle, mapped library: SharedLibrary) {
    drafts = []
    places = [:]
    recent.withLock { $0 = (LibraryDraft.Source(bundle), library) }
  }

  /// Whether a second thread for `help` pays.
  package var isWorthAThread: Bool { drafts.count >= LibraryBatch.worthwhile }

  /// Takes a hand in each window, until all is sealed or `end` is called. For a thread of its own.
  package func help() {
    for (place, draft) in drafts.enumerated() {
      while true {
        let limit = limit.load(ordering: .acquiring)
        if isOver.load(ordering: .acquiring) { return }
        if place < limit { break }
        withUnsafePointer(to: self.limit) { _ = platform_futex_wait($0, limit, 0) }
      }
      draft.seal()
    }
  }

  /// Nobody asks for a library any more.
  package func end() {
    isOver.store(true, ordering: .releasing)
    // Another value, so that whoever is about to sleep does not.
    raiseLimit(by: 1)
  }

  /// The library of an agent, mapped.
  func library(of bundle: AgentBundle) throws(RoundhouseError) -> SharedLibrary {
    let source = LibraryDraft.Source(bundle)
    if let known = recent.withLock({ $0?.source == source ? $0?.library : nil }) { return known }
    guard let place = places[source] else { fatalError("an agent is loaded in a batch that it is not in") }
    if place >= limit.load(ordering: .relaxed) { seal(from: place) }
    let library = try drafts[place].open()
    recent.withLock { $0 = (source, library) }
    return library
  }

  /// Seals a window of libraries together with the thread that helps, if there is one.
  private func seal(from place: Int) {
    let end = min(place + LibraryBatch.window, drafts.count)
    raiseLimit(by: UInt32(end) - limit.load(ordering: .relaxed))
    for draft in drafts[place..<end] { draft.seal() }
  }

  private func raiseLimit(by count: UInt32) {
    limit.add(count, ordering: .acquiringAndReleasing)
    withUnsafePointer(to: limit) { platform_futex_wake($0, 1) }
  }
}
