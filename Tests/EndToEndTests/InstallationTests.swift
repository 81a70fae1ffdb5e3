import Foundation
import Testing

@Suite("Where the programs lie")
struct InstallationTests {
  /// A copy of the command, with the program of workers beside it or without.
  private static func copy(_ programs: String...) throws -> String {
    let bin = try House.folder("elsewhere") + "/bin"
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    for program in programs {
      let source = (House.command as NSString).deletingLastPathComponent + "/" + program
      try FileManager.default.copyItem(atPath: source, toPath: bin + "/" + program)
    }
    return bin + "/roundhouse"
  }

  private static let power = ["call", "math.pow", #"{"base":2,"exponent":10}"#, "--agents", House.agents]

  @Test(.timeLimit(.minutes(1)))
  func `Both programs work wherever they lie beside one another`() throws {
    let ending = try Program.run([Self.copy("roundhouse", "roundhouse-worker")] + Self.power)
    #expect(ending.status == 0 && ending.output == #"{"result":1024}"#, "\(ending.errors)")
  }

  @Test(.timeLimit(.minutes(1)))
  func `Without the program of workers their agents are refused with the remedy, and all others work`() throws {
    let command = try Self.copy("roundhouse")
    let remedy = "install roundhouse-worker beside roundhouse"
    let refused = try Program.run([command] + Self.power)
    #expect(refused.status == 1)
    #expect(refused.errors.contains(remedy) && refused.errors.contains("roundhouse.libm"), "\(refused.errors)")
    #expect(try Program.run([command, "agents", "--agents", House.agents]).output.contains(remedy))
    #expect(try Program.run([command, "doctor"]).output.contains(remedy))
    let echo = try Program.run([command, "call", "text.echo", "[1]", "--agents", House.agents])
    #expect(echo.status == 0 && echo.output == "[1]", "\(echo.errors)")
  }

  @Test(.timeLimit(.minutes(1)))
  func `An agent in Swift that ships lives in a worker as it does in the host`() throws {
    let host = try RunningHost(configuration: #"{"agents": {"roundhouse.ticketing": {"tier": "worker"}}}"#)
    let order = try host.call("ticket.purchase", #"{"event":"winter-jazz","count":2}"#, ["Idempotency-Key": "one"])
    #expect(order.status == 200, "\(order.body)\n\(host.program.errors)")
    let again = try host.call("ticket.purchase", #"{"event":"winter-jazz","count":2}"#, ["Idempotency-Key": "one"])
    #expect(again.body == order.body)
    #expect(try host.command("agents", "show", "roundhouse.ticketing").output.contains("tier worker"))
    #expect(host.stop().status == 0)
  }
}
