internal import DefectTable
internal import Glibc
internal import RoundhouseModel

/// `roundhouse-defects`: every hostile agent in every tier, and what became of it.
enum DefectsCommand {
  /// - Returns: the exit status: 0 when all is as expected, 1 when not, 2 when it could not be tried.
  static func main() -> Int32 {
    do throws(RoundhouseError) {
      let options = try DefectOptions(CommandLine.arguments.dropFirst())
      if options.wantsHelp {
        print(DefectOptions.help)
        return 0
      }
      if options.wantsList {
        for defect in options.defects { print(defect.name) }
        return 0
      }
      return try run(options)
    } catch {
      tell("roundhouse-defects: \(error)")
      return 2
    }
  }

  private static func run(_ options: DefectOptions) throws(RoundhouseError) -> Int32 {
    let program = try HostProgram()
    let tiers = try tiers(options, program)
    let groups = options.isShort ? DefectCatalog.hosts(for: options.defects) : options.defects.map { [$0] }
    let count = options.defects.count * tiers.count
    var rows: [Row] = []
    for tier in tiers {
      for group in groups {
        for seen in try Experiment(program, options.settings(tier)).run(group) {
          rows.append(Row(seen))
          tell(Row(seen), rows.count, of: count)
        }
      }
    }
    try show(rows, options)
    return rows.allSatisfy { $0.verdict.objections.isEmpty } ? 0 : 1
  }

  private static func tell(_ row: Row, _ number: Int, of count: Int) {
    let seen = row.observation
    tell("[\(number)/\(count)] \(seen.defect.name), \(seen.tier.rawValue): \(row.verdict.outcome.rawValue)")
    for objection in row.verdict.objections { tell("    ✗ \(objection)") }
  }

  /// Those that are asked for and there.
  private static func tiers(_ options: DefectOptions, _ program: HostProgram) throws(RoundhouseError) -> [Tier] {
    guard options.tiers.contains(.worker) else { return options.tiers }
    let objection = try WorkerTier.objection(program)
    if objection.isEmpty { return options.tiers }
    tell("The worker tier is left out: \(objection)")
    return options.tiers.filter { $0 != .worker }
  }

  private static func show(_ rows: [Row], _ options: DefectOptions) throws(RoundhouseError) {
    if options.isJSON {
      var json = JSONWriter(isPretty: true)
      json.beginArray()
      for row in rows { row.write(to: &json) }
      json.endArray()
      print(String(decoding: json.bytes, as: UTF8.self))
    } else {
      print("\n" + TableText.plain(rows) + "\n" + TableText.summary(rows))
    }
    if !options.markdown.isEmpty { try save(TableText.markdown(rows), to: options.markdown) }
  }

  private static func save(_ text: String, to path: String) throws(RoundhouseError) {
    guard let file = fopen(path, "we"), fputs(text, file) >= 0, fclose(file) == 0 else {
      throw RoundhouseError(.unreachable, "\(path) cannot be written", remedy: "name another file", path: path)
    }
  }

  /// Progress, beside what is asked for.
  private static func tell(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(2, bytes, bytes.count)
  }
}
