internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// The store's own thread with its queue: the one place where an engine is used, from its opening to its end.
///
/// It takes everything that waits, carries it out as one group, makes the group durable and then tells everybody. If
/// the group is lost, each request is carried out again by itself, so that one that fails takes no other with it.
final class StoreThread: Sendable {
  private let queue: StoreQueue
  private let thread: pthread_t
  private let isJoined = Atomic(false)

  /// Starts the thread and waits until the engine is open.
  init(
    capacity: Int, byteCapacity: Int = 256 << 20,
    open: @escaping @Sendable () throws(RoundhouseError) -> any StateEngine
  ) throws(RoundhouseError) {
    let queue = StoreQueue(capacity: capacity, byteCapacity: byteCapacity)
    let opening = Opening()
    self.queue = queue
    thread = try Self.start {
      platform_name_thread("rh-store")
      do throws(RoundhouseError) {
        let engine = try open()
        opening.end(nil)
        while let batch = queue.takeAll() { Self.carryOut(batch, engine) }
      } catch { opening.end(error) }
    }
    guard let error = opening.wait() else { return }
    close()
    throw error
  }

  deinit { close() }

  /// Queues a request. A refusal is told at once, on the caller's thread; all else on the store's.
  func ask(_ request: StoreRequest) {
    if let refusal = queue.put(request) { request.fail(refusal) }
  }

  /// Takes no more requests, carries out those that wait, and ends the thread. From a call-back it does not wait.
  func close() {
    queue.close()
    guard !isJoined.exchange(true, ordering: .acquiringAndReleasing) else { return }
    if pthread_equal(pthread_self(), thread) != 0 { pthread_detach(thread) } else { pthread_join(thread, nil) }
  }

  private static func carryOut(_ batch: [StoreRequest], _ engine: any StateEngine) {
    if batch.count > 1, let answers = group(batch, engine) {
      for tell in answers { tell() }
    } else {
      for request in batch { single(request, engine) }
    }
  }

  /// The answers of a durable group; nil if it was lost and nothing of it happened.
  private static func group(_ batch: [StoreRequest], _ engine: any StateEngine) -> [() -> Void]? {
    var answers: [() -> Void] = []
    answers.reserveCapacity(batch.count)
    for request in batch {
      answers.append(request.answer(from: engine))
      if engine.hasLostGroup {
        engine.abandon()
        return nil
      }
    }
    do { try engine.flush() } catch {
      engine.abandon()
      return nil
    }
    return answers
  }

  private static func single(_ request: StoreRequest, _ engine: any StateEngine) {
    let tell = request.answer(from: engine)
    if engine.hasLostGroup {
      engine.abandon()
      return tell()
    }
    do { try engine.flush() } catch {
      engine.abandon()
      return request.fail(error)
    }
    tell()
  }

  private static func start(_ body: @escaping @Sendable () -> Void) throws(RoundhouseError) -> pthread_t {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(ThreadBody(run: body))
    // The new thread takes the box over and frees it when the body has returned.
    let code = pthread_create(
      &thread, nil,
      { box in
        Unmanaged<ThreadBody>.fromOpaque(box!).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    if code == 0 { return thread }
    box.release()
    throw RoundhouseError(
      .internal, "the state store could not start its thread", remedy: "raise the limit of processes (ulimit -u)",
      cause: String(cString: strerror(code)))
  }
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(run: @escaping @Sendable () -> Void) { self.run = run }
}
