internal import CPlatform
package import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// One agent in a worker, as the host sees it: the same from one process to the next.
///
/// A call is a frame, sent on the caller's thread; its answer completes the call in the host's own table, under the same
/// rules as an agent's of this process. Nothing that comes from the worker is trusted.
package final class WorkerInstance: AgentInstance {
  package let number: UInt64
  package let invoke: InvokeFunction = { context, token, request in
    Unmanaged<WorkerInstance>.fromOpaque(context)._withUnsafeGuaranteedRef {
      $0.submit(token, LentRequest(request))
    }
    return 0
  }

  let agent: String
  let services: any AgentServices
  let channel = HostChannel()
  /// What the host wants of the instance beside calls.
  let orders = Questions()
  let streams = IncomingStreams()
  let answers = KeptAnswers()
  let life: WorkerLife

  init(_ plan: WorkerPlan, services: any AgentServices, number: UInt64) {
    agent = plan.order.id
    self.services = services
    self.number = number
    life = WorkerLife(plan)
  }

  /// Valid as long as somebody holds the instance; the host does until after `destroy`.
  package var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// The libraries that its processes get.
  package var images: [WorkerImage] { life.plan.images }

  package var reportsHealth: Bool { life.ready.reportsHealth }
}
