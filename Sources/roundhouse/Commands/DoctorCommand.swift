internal import RoundhouseAssembly
internal import RoundhouseModel

/// `roundhouse doctor`: what is missing on this machine, and how to get it.
enum DoctorCommand {
  static let command = Command(
    name: "doctor",
    abstract: "Find out what is missing on this machine, and how to get it",
    discussion: "✗ keeps the host from working, ! does not. The exit status is 0 if there is no ✗, else 1.",
    options: [.json, ServeCommand.listen, .agents, .config, .state],
    examples: [.init("roundhouse doctor", "Everything, with the usual folders and port")],
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    let surroundings = Surroundings(AskedHosts.flags(invocation), listen: invocation[ServeCommand.listen])
    let list = FindingList(
      findings: Machine.findings() + Isolation.findings() + Libraries.findings() + surroundings.findings()
        + Libraries.tools())
    if invocation.has(.json) {
      console.output.write(json(list))
    } else {
      console.output.write(list.text(console.output))
      let summary =
        list.isGood ? "Nothing essential is missing." : "\(Figures.plural(list.problems, "problem")) to solve."
      console.output.line(console.output.ink(summary, list.isGood ? .green : .red))
    }
    return list.isGood ? 0 : 1
  }

  private static func json(_ list: FindingList) -> [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.beginObject()
    json.member("ok", list.isGood)
    json.member("checks", list.findings)
    json.endObject()
    return json.bytes + [10]
  }
}
