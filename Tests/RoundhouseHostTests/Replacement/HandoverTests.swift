import FixtureBuilder
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  @Suite struct HandoverTests {
    private let fixture = HostFixture()

    private func counter(
      _ version: String, ill: String = "", _ change: (inout Manifest) -> Void = { _ in }
    ) throws -> AgentBundle {
      var bundle = try fixture.bundle(
        "counter", offers: ["count.up"], config: ill.isEmpty ? "{}" : #"{"ill":"\#(ill)"}"#
      ) {
        $0.version = version
        change(&$0)
      }
      // A share would have to be ignored: two generations cannot count for one.
      bundle.replacement = .half
      return bundle
    }

    @Test(arguments: [true, false])
    func `under load no increment is lost, and nobody fails`(_ blocking: Bool) throws {
      let change = { (manifest: inout Manifest) in manifest.isBlocking = blocking }
      try fixture.host.add(counter("1.0.0", change))
      let errors = Mutex<[String]>([])
      let crew = Crew(8) { crew in
        while !crew.isStopped {
          do throws(RoundhouseError) {
            _ = try fixture.ask("count.up")
            crew.count.add(1, ordering: .relaxed)
          } catch {
            errors.withLock { $0.append(error.description) }
          }
        }
      }
      for round in 1...20 { try fixture.host.add(counter("1.0.\(round)", change)) }
      crew.stop()
      crew.wait()
      #expect(errors.withLock { $0 } == [])
      let count = crew.count.load(ordering: .acquiring)
      #expect(try fixture.ask("count.up").text == "\(count + 1)")
      #expect(try fixture.status("test.counter").version == "1.0.20")
      #expect(fixture.log.count("loaded after a call") == 0)
      #expect(eventually { fixture.log.count("destroyed") == 20 })
      #expect(fixture.log.count("drained") == 20)
      #expect(fixture.ended(20, of: "test.counter")?.reason.contains("8 bytes of state") == true)
      #expect(fixture.unrest == "")
    }

    @Test func `self tests are not asked of the instance that gets the state`() throws {
      let test = { (manifest: inout Manifest) in
        manifest.selfTests = [SelfTest(capability: "count.up", input: Array("self".utf8), output: Array("1".utf8))]
      }
      try fixture.host.add(counter("1.0.0"))
      _ = try fixture.ask("count.up")
      try fixture.host.add(counter("1.1.0", test))
      #expect(try fixture.ask("count.up").text == "2")
      #expect(fixture.log.count("loaded after a call") == 0)
    }

    @Test func `one that refuses the state does not come, and the state stays`() throws {
      try fixture.host.add(counter("1.0.0"))
      for _ in 0..<5 { _ = try fixture.ask("count.up") }
      #expect { try fixture.host.add(counter("1.1.0", ill: "load")) } throws: {
        ($0 as? RoundhouseError)?.message.contains("refused the state") == true
      }
      #expect(try fixture.ask("count.up").text == "6")
      #expect(try fixture.status("test.counter").version == "1.0.0")
      #expect(fixture.ended(of: "test.counter")?.phase == .rolledBack)
    }

    @Test func `one that cannot save is replaced without its state, and the history says so`() throws {
      try fixture.host.add(counter("1.0.0", ill: "save"))
      _ = try fixture.ask("count.up")
      try fixture.host.add(counter("1.1.0"))
      #expect(try fixture.ask("count.up").text == "1")
      #expect(fixture.ended(of: "test.counter")?.reason.contains("without the state") == true)
    }

    @Test func `if the calls inside do not end in time the old one goes on, and those that waited are answered`() throws
    {
      let fixture = HostFixture { $0.drainTime = .milliseconds(20) }
      var bundle = try counter("1.0.0")
      try fixture.host.add(bundle)
      let long = try #require(try fixture.begin("count.up", "pause"))
      bundle.manifest.version = "1.1.0"
      #expect(eventually { (try? fixture.status("test.counter").inFlight) == 1 })
      #expect(throws: RoundhouseError.self) { try fixture.host.add(bundle) }
      let answers = [try fixture.ask("count.up").text, String(decoding: try long.wait().bytes, as: UTF8.self)]
      #expect(answers.sorted() == ["1", "2"])
      #expect(try fixture.status("test.counter").version == "1.0.0")
      #expect(fixture.unrest == "")
    }

    @Test func `calls wait while the state is handed over, and their deadlines hold`() throws {
      try fixture.host.add(counter("1.0.0"))
      _ = try fixture.ask("count.up")
      let crew = Crew(1) { _ in try? fixture.host.add(counter("1.1.0", ill: "hang")) }
      #expect(eventually { fixture.log.count("drained") == 1 })
      #expect(fixture.failure("count.up") { $0.deadline = milliseconds(50) }?.code == .deadlineExceeded)
      #expect(try fixture.ask("count.up").text == "2")
      crew.wait()
      #expect(try fixture.status("test.counter").version == "1.1.0")
    }

    @Test func `an agent that is removed while it hands over is gone, and so is the new one`() throws {
      try fixture.host.add(counter("1.0.0"))
      let crew = Crew(1) { _ in try? fixture.host.add(counter("1.1.0", ill: "hang")) }
      #expect(eventually { fixture.log.count("drained") == 1 })
      try fixture.host.remove("test.counter")
      crew.wait()
      #expect(fixture.host.agents().isEmpty)
      #expect(eventually { fixture.log.count("destroyed") == 2 })
      #expect(fixture.log.count("drained") == 1)
    }

    @Test func `an agent whose table is too short hands nothing over`() throws {
      try fixture.host.add(counter("1.0.0"))
      _ = try fixture.ask("count.up")
      var bundle = try counter("1.1.0")
      let library = try FixtureBuilder.build("counter", flags: ["-DSIZE=8"])
      bundle.manifest.library.path = String(library.split(separator: "/").last ?? "")
      bundle.replacement = .atOnce
      try fixture.host.add(bundle)
      #expect(try fixture.ask("count.up").text == "1")
      #expect(fixture.log.count("takes no state over", agent: "test.counter") == 1)
    }

    @Test func `more state than the manifest's limit is not taken`() throws {
      try fixture.host.add(counter("1.0.0") { $0.limits.state = 4 })
      _ = try fixture.ask("count.up")
      try fixture.host.add(counter("1.1.0"))
      #expect(try fixture.ask("count.up").text == "1")
      #expect(fixture.ended(of: "test.counter")?.reason.contains("more than 4 bytes") == true)
    }

    @Test func `going back takes the state along`() throws {
      try fixture.host.add(counter("1.0.0"))
      _ = try fixture.ask("count.up")
      try fixture.host.add(counter("1.1.0"))
      _ = try fixture.ask("count.up")
      try fixture.host.rollBack("test.counter")
      #expect(try fixture.ask("count.up").text == "3")
      #expect(try fixture.status("test.counter").version == "1.0.0")
    }
  }
}
