internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel

/// Many calls begun in a row by one thread, and their answers taken afterwards.
struct Burst {
  private let host: Host
  // Borrowed from whoever made the burst, who outlives it.
  private let name: UnsafeRawBufferPointer
  private let payload: UnsafeRawBufferPointer

  init(_ host: Host, _ name: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer) {
    self.host = host
    self.name = name
    self.payload = payload
  }

  func run(_ count: Int) {
    var pending: [PendingCall] = []
    pending.reserveCapacity(count)
    let options = CallOptions()
    do throws(RoundhouseError) {
      for _ in 0..<count {
        switch try begin(options) {
        case .done(let reply): check(reply)
        case .pending(let call): pending.append(call)
        }
      }
      for call in pending { check(try call.wait()) }
    } catch {
      fatalError("\(error)")
    }
  }

  private func begin(_ options: CallOptions) throws(RoundhouseError) -> Begun {
    try host.begin(name, payload, options)
  }

  private func check(_ reply: borrowing Reply) { if reply.bytes.count != 200 { fatalError("a wrong answer") } }
}
