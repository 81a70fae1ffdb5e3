internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// One library of a batch on its way into the process: sealed once, by whoever comes first, and then mapped once.
final class LibraryDraft: Sendable {
  /// What makes two agents' libraries the same file. The stated digest belongs to it: two manifests may promise
  /// different bytes of one file.
  struct Source: Hashable, Sendable {
    let folder: String
    let path: String
    let isSystemName: Bool
    let sha256: String
    let kind: Manifest.Kind

    init(_ bundle: AgentBundle) {
      let reference = bundle.manifest.library
      folder = bundle.folder
      path = reference.path
      isSystemName = reference.isSystemName
      sha256 = reference.sha256
      kind = bundle.manifest.kind
    }

    var reference: LibraryReference { LibraryReference(path: path, isSystemName: isSystemName, sha256: sha256) }
  }

  private struct State: ~Copyable {
    var isBegun = false
    var image: SealedImage?
    var error: RoundhouseError?
  }

  private let source: Source
  private let images: ImageStore
  private let state = Mutex(State())
  /// 1 when there is an image or an error.
  private let isSealed = Atomic<UInt32>(0)
  private let library = Mutex<SharedLibrary?>(nil)

  init(_ source: Source, _ images: ImageStore) {
    self.source = source
    self.images = images
  }

  /// Copies, seals and checks the library, unless somebody has begun that.
  func seal() {
    guard !source.isSystemName, begin() else { return }
    do throws(RoundhouseError) {
      let image = try images.seal(source.reference, in: source.folder, kind: source.kind)
      keep(image)
    } catch {
      fail(error)
    }
    isSealed.store(1, ordering: .releasing)
    withUnsafePointer(to: isSealed) { platform_futex_wake($0, .max) }
  }

  /// The mapped library. The lock is held while constructors run, against the rule for locks, because whoever waits here
  /// waits for exactly that.
  func open() throws(RoundhouseError) -> SharedLibrary {
    if source.isSystemName { return try images.load(source.reference, in: source.folder, kind: source.kind) }
    return try library.withLock { library throws(RoundhouseError) in
      if let library { return library }
      seal()
      wait()
      let opened = try map()
      library = opened
      return opened
    }
  }

  private func begin() -> Bool {
    state.withLock { state in
      defer { state.isBegun = true }
      return !state.isBegun
    }
  }

  private func keep(_ image: consuming SealedImage) {
    var image: SealedImage? = image
    state.withLock { $0.image = image.take() }
  }

  private func fail(_ error: RoundhouseError) { state.withLock { $0.error = error } }

  /// Waits for whoever is sealing it: hardly ever, for sealing is faster than mapping and creating.
  private func wait() {
    var looks = 0
    while isSealed.load(ordering: .acquiring) == 0 {
      looks += 1
      if looks < 300 {
        platform_pause()
      } else {
        withUnsafePointer(to: isSealed) { _ = platform_futex_wait($0, 0, 0) }
      }
    }
  }

  private func map() throws(RoundhouseError) -> SharedLibrary {
    guard let image = state.withLock({ $0.image.take() }) else {
      throw state.withLock { $0.error } ?? RoundhouseError(.internal, "a sealed library was lost")
    }
    do throws(RoundhouseError) {
      return try images.open(image)
    } catch {
      fail(error)
      throw error
    }
  }
}
