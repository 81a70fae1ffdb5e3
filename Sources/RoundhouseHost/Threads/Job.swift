/// Something to be done once on a host-owned thread.
protocol Job: AnyObject, Sendable {
  func run()
}

/// A closure as a job.
final class ClosureJob: Job {
  private let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  func run() { body() }
}
