import Foundation
import Glibc
import Testing

/// Every template that ships, run by its name without a network and without a model, with the agents that ship.
@Suite("Templates from the command line")
struct TemplateRunTests {
  /// These ask agents that a user has, as they stand in the seeds.
  private static let needOthers = ["notify-all"]
  /// These wait for a person.
  private static let waitForSomebody = ["human-review", "document-generation", "enterprise-graph", "team-room"]

  private struct List: Decodable {
    struct Template: Decodable { let name: String }
    let templates: [Template]
  }

  @Test("M-150 M-151 M-152 M-153 M-154 each runs offline by its name and prints what came of it")
  func all() throws {
    let listed = try Program.run([House.command, "templates", "--json"])
    let names = try JSONDecoder().decode(List.self, from: Data(listed.output.utf8)).templates.map(\.name)
    #expect(names.count > 30)
    let host = try RunningHost()
    for name in names where !Self.needOthers.contains(name) && !Self.waitForSomebody.contains(name) {
      let ending = try host.command("run", name, "--timeout", "60s")
      #expect(ending.status == 0, "\(name): \(ending.output)\n\(ending.errors)")
      #expect(ending.output.count > 20, "\(name): \(ending.output)")
    }
    #expect(host.stop().status == 0)
  }

  @Test("M-080 M-081 a template that asks a person waits for the answer, over a kill of its host, and uses it")
  func person() throws {
    let host = try RunningHost()
    let begun = try host.command("run", "human-review", "--detach")
    let number = begun.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try eventually { try host.command("reviews").output.contains(number) })
    host.program.signal(SIGKILL)
    _ = host.program.wait()
    let next = try RunningHost(state: host.state)
    #expect(try eventually { try next.command("reviews").output.contains(number) })
    let refused = try next.command("reviews", "approve", number, "--confidence", "7")
    #expect(refused.status == 5 && refused.errors.contains("0 to 1"))
    let approved = try next.command(
      "reviews", "approve", number, "--by", "ada", "--comments", "good", "--confidence", "0.9")
    #expect(approved.status == 0, "\(approved.errors)")
    #expect(try eventually { try next.command("runs", "show", number).output.contains("completed") })
    let again = try next.command("reviews", "reject", number)
    #expect(again.status != 0 && again.errors.contains("over"), "\(again.errors)")
    let listed = try next.command("reviews")
    #expect(listed.output.contains("Nobody has to decide anything") && listed.output.contains("1 approved"))
    #expect(next.stop().status == 0)
  }

  @Test("M-052 a session is opened, spoken to, survives a kill of its host, and is ended")
  func session() throws {
    let host = try RunningHost()
    let begun = try host.command("run", "team-room", "--detach")
    let number = begun.output.trimmingCharacters(in: .whitespacesAndNewlines)
    let said = try host.command("sessions", "say", number, "What is a circuit breaker?", "--name", "ada")
    #expect(said.status == 0, "\(said.errors)")
    let isAnswered = try eventually {
      try host.command("sessions", "show", number).output.components(separatedBy: "agent\n").count > 2
    }
    #expect(isAnswered)
    host.program.signal(SIGKILL)
    _ = host.program.wait()
    let next = try RunningHost(state: host.state)
    let shown = try next.command("sessions", "show", number)
    #expect(shown.output.contains("ada") && shown.output.contains("What is a circuit breaker?"))
    #expect(try next.command("sessions").output.contains(number))
    #expect(try next.command("sessions", "end", number).status == 0)
    #expect(try eventually { try next.command("runs", "show", number).output.contains("completed") })
    #expect(try next.command("sessions").output.contains("There are no sessions"))
    #expect(try next.command("sessions", "--all").output.contains(number))
    #expect(next.stop().status == 0)
  }

  @Test("an agent is talked with line by line, and told what was said before")
  func chat() throws {
    let host = try RunningHost()
    let lines = try House.folder("talk") + "/lines"
    try "What is machine learning?\nAnd what is it not?\n".write(toFile: lines, atomically: true, encoding: .utf8)
    let talk = try Program.run([
      "/bin/sh", "-c", "\(House.command) chat converser --role teacher --server \(host.url) < \(lines)",
    ])
    #expect(talk.status == 0, "\(talk.errors)")
    #expect(talk.output.split(separator: "\n").count >= 2, "\(talk.output)")
    let both = try host.command("chat", "converser", "--join", "run_1")
    #expect(both.status == 5 && both.errors.contains("AGENT"), "\(both.errors)")
    #expect(host.stop().status == 0)
  }
}
