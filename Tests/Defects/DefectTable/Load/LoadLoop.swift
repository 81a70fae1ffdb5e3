internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// The load's own thread: sends each request when it is due, whether or not those before it were answered.
struct LoadLoop: ~Copyable {
  private static let mostLanes = 800
  private static let firstLanes = 8

  private let load: Load
  private var lanes: [Lane] = []
  private var room = [UInt8](repeating: 0, count: 64 << 10)
  private var number: UInt64 = 0

  /// Arrays hold no values that cannot be copied.
  private final class Lane {
    var lane: LoadLane
    init(_ port: UInt16) { lane = LoadLane(port: port) }
  }

  init(_ load: Load) {
    self.load = load
    for _ in 0..<Self.firstLanes { lanes.append(Lane(load.port)) }
  }

  mutating func run() {
    let start = platform_now()
    let gap = 1_000_000_000 / UInt64(load.rate)
    while !load.isStopped {
      let next = start + number * gap
      if platform_now() >= next {
        send(due: next)
        number += 1
      } else {
        wait(until: next)
      }
      look()
    }
  }

  private mutating func send(due: Nanoseconds) {
    let target = load.targets[Int(number % UInt64(load.targets.count))]
    let payload = #"{"number":\#(number)}"#
    let request = HTTPRequest.call(target, payload)
    guard let lane = idleLane() else {
      return load.note(LoadSample(due: due, wait: 0, failure: "\(Self.mostLanes) requests wait already"))
    }
    lane.lane.send(request, answer: Array(payload.utf8), due: due)
  }

  private mutating func idleLane() -> Lane? {
    if let idle = lanes.first(where: { $0.lane.isIdle }) { return idle }
    guard lanes.count < Self.mostLanes else { return nil }
    lanes.append(Lane(load.port))
    return lanes.last
  }

  private mutating func look() {
    let now = platform_now()
    var oldest = now
    for lane in lanes {
      if let sample = lane.lane.look(&room, now: now) { load.note(sample) }
      oldest = min(oldest, lane.lane.due ?? now)
    }
    load.settled(oldest)
  }

  private func wait(until deadline: Nanoseconds) {
    let busy = lanes.filter { !$0.lane.isIdle && $0.lane.descriptor >= 0 }
    var entries = busy.map { pollfd(descriptor: $0.lane.descriptor, toWrite: $0.lane.wantsToWrite) }
    let left = deadline - min(deadline, platform_now())
    var time = timespec(tv_sec: 0, tv_nsec: Int(min(left, 50_000_000)))
    _ = ppoll(&entries, nfds_t(entries.count), &time, nil)
  }
}
