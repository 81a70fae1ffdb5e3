internal import CPlatform

/// A thread outside of Swift's pool, which a loop that polls would hold.
enum LoadThread {
  private final class Start: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// - Returns: false if the system gave none.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    // Given to the thread, which takes it over; taken back here if there is no thread.
    let start = Unmanaged.passRetained(Start(body))
    var thread = pthread_t()
    let error = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, start.toOpaque())
    if error != 0 { start.release() } else { pthread_detach(thread) }
    return error == 0
  }
}
