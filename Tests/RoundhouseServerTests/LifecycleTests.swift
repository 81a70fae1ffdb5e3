import Glibc
import RoundhouseHost
import RoundhouseModel
import RoundhouseServer
import Synchronization
import Testing

@Suite("Beginning and end") struct LifecycleTests {
  @Test("stopping finishes what is in flight, and refuses whoever comes")
  func drain() throws {
    let server = try TestServer()
    let idle = try server.client()
    let busy = try server.client()
    try busy.send("POST", "/v1/call/in.later", [:], "600")
    try eventually { server.host.statistics().inFlight == 1 }
    let began = SystemClock().now
    let done = Atomic<Bool>(false)
    withThread({
      server.server.stop(until: SystemClock().now + .seconds(10))
      done.store(true, ordering: .releasing)
    }) {
      usleep(100_000)
      #expect(throws: TestClient.Broken.self) { try server.client() }
      let isDone = done.load(ordering: .acquiring)
      #expect(!isDone)
      let answer = try? busy.response()
      #expect(answer?.status == 200)
      #expect(answer?.headers["connection"]?.lowercased() == "close")
    }
    let isDone = done.load(ordering: .acquiring)
    #expect(isDone)
    #expect(SystemClock().now - began < .seconds(5))
    #expect(try idle.rest().isEmpty)
  }

  @Test("a connection that is open while the server stops is told that it is not ready")
  func notReady() throws {
    let server = try TestServer()
    let open = try server.client()
    let busy = try server.client()
    try open.send("GET", "/readyz")
    #expect(try open.response().status == 200)
    try busy.send("POST", "/v1/call/in.later", [:], "500")
    try eventually { server.host.statistics().inFlight == 1 }
    withThread({ server.server.stop(until: SystemClock().now + .seconds(10)) }) {
      usleep(100_000)
      try? open.send("GET", "/readyz")
      #expect((try? open.response())?.status == 503)
    }
  }

  @Test("what does not end by the deadline is given up")
  func deadline() throws {
    let server = try TestServer()
    let clients = try (0..<3).map { _ in try server.client() }
    try clients[0].send("POST", "/v1/call/in.later", [:], "20000")
    try clients[1].send("POST", "/v1/call/bl.later", ["Accept": "text/event-stream"], "20000")
    clients[2].send(
      "POST /v1/call/in.echo HTTP/1.1\r\nHost: localhost:\(server.port)\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n1"
    )
    try eventually { server.host.statistics().inFlight == 2 }
    let began = SystemClock().now
    server.server.stop(until: began + .milliseconds(200))
    #expect(SystemClock().now - began < .seconds(3))
    #expect(server.log.lines.contains { $0.contains("given up") })
    try eventually { server.host.statistics().inFlight == 0 }
  }

  @Test("an agent that holds the only listener thread does not keep new connections waiting")
  func takeOver() throws {
    let server = try TestServer({ $0.threads = 1 }) { $0.inlineAlarm = .milliseconds(150) }
    let held = try server.client()
    try held.send("POST", "/v1/call/in.hold", [:], "4000")
    usleep(50_000)
    let began = SystemClock().now
    #expect(try server.ask("GET", "/healthz").status == 200)
    #expect(SystemClock().now - began < .seconds(1))
    #expect(try server.ask("POST", "/v1/call/bl.echo", [:], "1").text == "1")
    #expect(server.log.lines.contains { $0.contains("holds a listener thread") })
    #expect(try held.response().text == "\"held\"")
  }

  @Test("a listener thread that an agent holds for ever does not keep the server from stopping")
  func stuck() throws {
    let server = try TestServer({ $0.threads = 1 }) { $0.inlineAlarm = .milliseconds(150) }
    let held = try server.client()
    try held.send("POST", "/v1/call/in.hold", [:], "8000")
    usleep(400_000)
    let began = SystemClock().now
    server.server.stop(until: began + .milliseconds(200))
    #expect(SystemClock().now - began < .seconds(3))
    #expect(server.log.lines.contains { $0.contains("left alone") })
  }

  @Test("take-overs are bounded")
  func bounded() throws {
    let server = try TestServer { $0.takeOvers = 2 }
    for _ in 0..<5 { server.server.takeOver() }
    #expect(server.log.lines.filter { $0.contains("another one listens") }.count == 2)
    #expect(server.log.lines.contains { $0.contains("as many as allowed") })
    #expect(try server.ask("GET", "/healthz").status == 200)
  }

  @Test("servers come and go without leaving descriptors behind")
  func descriptors() throws {
    func count() -> Int {
      var count = 0
      guard let folder = opendir("/proc/self/fd") else { return 0 }
      defer { closedir(folder) }
      while readdir(folder) != nil { count += 1 }
      return count
    }
    func round() throws {
      let server = try TestServer()
      for _ in 0..<5 { #expect(try server.ask("POST", "/v1/call/in.echo", [:], "1").status == 200) }
      server.server.stop(until: SystemClock().now + .seconds(2))
      server.host.drain(until: SystemClock().now + .seconds(1))
    }
    try round()
    let before = count()
    for _ in 0..<5 { try round() }
    // Other suites run beside this one, each with sockets of its own.
    try eventually { count() <= before + 30 }
  }
}

/// Runs one piece on a thread of its own beside another, and waits for it.
func withThread(_ work: @escaping @Sendable () -> Void, _ beside: () -> Void) {
  final class Box: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
  var thread = pthread_t()
  pthread_create(
    &thread, nil,
    { box in
      Unmanaged<Box>.fromOpaque(box!).takeRetainedValue().work()
      return nil
    }, Unmanaged.passRetained(Box(work)).toOpaque())
  beside()
  pthread_join(thread, nil)
}
