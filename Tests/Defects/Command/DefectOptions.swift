internal import DefectTable
internal import RoundhouseModel

/// What `roundhouse-defects` was asked for.
struct DefectOptions {
  static let help = """
    Every hostile agent in every tier, under load on others, and what became of it.

    usage: roundhouse-defects [options]
      --only NAME       this defect; may be repeated
      --tier TIER       host, worker or both (both)
      --duration TIME   how long each is watched (3s)
      --rate N          requests a second against the good agents (1000)
      --short           as `make test` does it: less time for each, and all of a tier in one host while it lives
      --as-root         as root: do not leave root's rights in the worker tier, so that workers get users of their own
      --json            the table for programs
      --markdown FILE   the table in Markdown, too
      --logs FOLDER     keep each host's log there
      --list            the names of the defects
    The exit status is 1 when an outcome is not the expected one.
    """

  private(set) var defects = DefectCatalog.all
  private(set) var tiers = Tier.allCases
  private(set) var isJSON = false
  private(set) var markdown = ""
  private(set) var wantsList = false
  private(set) var wantsHelp = false
  private(set) var isShort = false
  private var length = Nanoseconds.seconds(3)
  private var rate = 1000
  private var isRoot = false
  private var logs = ""

  init(_ arguments: some Sequence<String>) throws(RoundhouseError) {
    var rest = Array(arguments)[...]
    var only: [Defect] = []
    while let word = rest.popFirst() {
      switch word {
      case "--json": isJSON = true
      case "--list": wantsList = true
      case "--help", "-h": wantsHelp = true
      case "--short": isShort = true
      case "--as-root": isRoot = true
      case "--only": only.append(try Self.defect(Self.value(word, &rest)))
      default: try read(word, Self.value(word, &rest))
      }
    }
    if !only.isEmpty { defects = only }
  }

  func settings(_ tier: Tier) -> ExperimentSettings {
    var settings = isShort ? .short(tier) : ExperimentSettings(tier: tier)
    if !isShort { settings.length = length }
    settings.rate = rate
    settings.logs = logs
    // A hostile agent inside the host's own process never gets root's rights.
    settings.isRoot = isRoot && tier == .worker
    return settings
  }

  private mutating func read(_ word: String, _ value: String) throws(RoundhouseError) {
    switch word {
    case "--tier" where value == "both": tiers = Tier.allCases
    case "--tier": tiers = [try Self.parsed(word, Tier(rawValue: value), "host, worker or both")]
    case "--duration": length = try Self.parsed(word, DurationText.parse(value), "a time such as 3s")
    case "--rate": rate = try Self.parsed(word, Int(value).flatMap { 1...100_000 ~= $0 ? $0 : nil }, "1 to 100000")
    case "--markdown": markdown = value
    case "--logs": logs = value
    default: throw Self.wrong("there is no option \(word)", "see --help")
    }
  }

  private static func defect(_ name: String) throws(RoundhouseError) -> Defect {
    guard let defect = DefectCatalog.find(name) else {
      throw wrong("there is no defect \(name)", "see --list")
    }
    return defect
  }

  private static func value(_ word: String, _ rest: inout ArraySlice<String>) throws(RoundhouseError) -> String {
    guard let value = rest.popFirst() else { throw wrong("\(word) needs a value", "see --help") }
    return value
  }

  private static func parsed<Value>(
    _ word: String, _ value: Value?, _ expected: String
  ) throws(RoundhouseError) -> Value {
    guard let value else { throw wrong("\(word) is not understood", "write \(expected)") }
    return value
  }

  private static func wrong(_ message: String, _ remedy: String) -> RoundhouseError {
    RoundhouseError(.badRequest, message, remedy: remedy)
  }
}
