internal import RoundhouseLoading

/// A sealed library that workers get, as long as one of them may have to begin anew.
final class WorkerImage: Sendable {
  let image: SealedImage

  init(_ image: consuming SealedImage) { self.image = image }

  var descriptor: Int32 { image.descriptor }
}
