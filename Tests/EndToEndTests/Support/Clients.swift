import Dispatch
import Foundation
import Glibc
import Synchronization

/// Clients that ask a running host in turn, each with a thread and a connection of its own, until they are stopped.
final class Clients: Sendable {
  /// What they ask.
  struct Question: Sendable {
    var capability: String
    var payload = "1"
    /// What each answer must be; nil: any.
    var answer: String?
    /// Requests that one client sends in a second at most; 0: as many as it can.
    var rate = 0
  }

  private let isStopped = Atomic<Bool>(false)
  private let bodies = Mutex<[String: Int]>([:])
  private let errors = Mutex<[String]>([])
  private let running = DispatchGroup()

  /// Starts so many.
  static func start(_ count: Int, asking question: Question, port: UInt16) -> Clients {
    let clients = Clients()
    for _ in 0..<count {
      clients.running.enter()
      let thread = Thread {
        clients.ask(question, port)
        clients.running.leave()
      }
      thread.stackSize = 512 << 10
      thread.start()
    }
    return clients
  }

  /// What was answered, and how often.
  var answers: [String: Int] { bodies.withLock { $0 } }
  var count: Int { answers.values.reduce(0, +) }
  /// The first twenty answers that should not have been.
  var failures: [String] { errors.withLock { $0 } }

  /// Tells them to end, and waits for that.
  func stop() {
    isStopped.store(true, ordering: .relaxed)
    running.wait()
  }

  private func ask(_ question: Question, _ port: UInt16) {
    do {
      let connection = try Connection(port: port)
      let begun = Date()
      var sent = 0.0
      while !isStopped.load(ordering: .relaxed) {
        note(try connection.send("POST", "/v1/call/" + question.capability, question.payload), question)
        sent += 1
        guard question.rate > 0 else { continue }
        let ahead = sent / Double(question.rate) + begun.timeIntervalSinceNow
        if ahead > 0 { usleep(UInt32(ahead * 1e6)) }
      }
    } catch { fail("\(error)") }
  }

  private func note(_ response: Response, _ question: Question) {
    let isRight = response.status == 200 && (question.answer ?? response.body) == response.body
    if !isRight { return fail("\(response.status): \(response.body)") }
    bodies.withLock { $0[response.body, default: 0] += 1 }
  }

  private func fail(_ text: String) { errors.withLock { if $0.count < 20 { $0.append(text) } } }
}
