package import RoundhouseModel
internal import Synchronization

/// The libraries of this process, by the digest of their bytes: the same bytes are mapped once, for many agents.
package final class ImageStore: Sendable {
  private let limits: ImageLimits
  private let places = Mutex<[String: Place]>([:])

  /// Where one library is, or will be.
  private struct Place {
    let library = Shelf()
    /// Threads that are about to map it; a place without library and users is given back.
    var users = 0
  }

  private final class Shelf: Sendable {
    let library = Mutex<SharedLibrary?>(nil)
  }

  package init(limits: ImageLimits = ImageLimits()) { self.limits = limits }

  /// How many different libraries are mapped or being mapped.
  package var count: Int { places.withLock { $0.count } }

  /// The library of these bytes, if they are mapped.
  func library(_ sha256: String) -> SharedLibrary? {
    places.withLock { $0[sha256]?.library }?.library.withLock { $0 }
  }

  /// Maps the library that a manifest names, or finds it mapped. Blocks: reads the file, runs constructors.
  /// - Parameter folder: the agent's folder, absolute.
  package func load(
    _ reference: LibraryReference, in folder: String, kind: Manifest.Kind
  ) throws(RoundhouseError) -> SharedLibrary {
    if reference.isSystemName { return try SharedLibrary.system(reference.path) }
    return try open(seal(reference, in: folder, kind: kind))
  }

  /// Copies, seals and checks a library without mapping it.
  func seal(
    _ reference: LibraryReference, in folder: String, kind: Manifest.Kind
  ) throws(RoundhouseError) -> SealedImage {
    try SealedImage(reference, in: folder, kind: kind, limits: limits)
  }

  /// Maps a sealed library, or finds the same bytes mapped.
  func open(_ image: consuming SealedImage) throws(RoundhouseError) -> SharedLibrary {
    let digest = image.sha256
    let shelf = try enter(digest, image.path)
    defer { leave(digest, shelf) }
    return try ImageStore.open(image, shelf)
  }

  /// Maps the image unless that has been done. The lock is held while constructors run, against the rule for locks,
  /// because whoever waits here waits for exactly that, and the loader would make them wait anyway.
  private static func open(_ image: consuming SealedImage, _ shelf: Shelf) throws(RoundhouseError) -> SharedLibrary {
    var image: SealedImage? = image
    return try shelf.library.withLock { library throws(RoundhouseError) in
      if let library { return library }
      guard let fresh = image.take() else { fatalError("an image is taken once") }
      let opened = try fresh.open()
      library = opened
      return opened
    }
  }

  private func enter(_ digest: String, _ path: String) throws(RoundhouseError) -> Shelf {
    try places.withLock { places throws(RoundhouseError) in
      guard places[digest] != nil || places.count < limits.maximumImages else { throw full(path) }
      var place = places[digest] ?? Place()
      place.users += 1
      places[digest] = place
      return place.library
    }
  }

  private func leave(_ digest: String, _ shelf: Shelf) {
    places.withLock { places in
      places[digest]?.users -= 1
      guard places[digest]?.users == 0, shelf.library.withLock({ $0 == nil }) else { return }
      places[digest] = nil
    }
  }

  private func full(_ path: String) -> RoundhouseError {
    RoundhouseError(
      .overloaded, "\(path) would be library number \(limits.maximumImages + 1) in this process, one too many",
      remedy: "give some agents the worker tier, raise the limit of images, or restart the host to forget old ones",
      path: path, isRetryable: false)
  }
}
