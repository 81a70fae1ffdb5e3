/// What to write instead of a value that is not of the kind it should be.
enum Remedy {
  static func text(_ node: JSONNode) -> String {
    switch node.kind {
    case .number, .bool: "put it in quotes: \"\(written(node))\""
    case .null: "write a text in quotes, or leave the key out"
    default: "write one text in quotes"
    }
  }

  static func bool(_ node: JSONNode) -> String {
    let words = [
      "yes": true, "on": true, "true": true, "1": true, "no": false, "off": false, "false": false, "0": false,
    ]
    let word = node.string ?? (node.kind == .number ? written(node) : "")
    return words[word.lowercased()].map { "write \($0)" } ?? "write one of the two, without quotes"
  }

  static func integer(_ node: JSONNode, in range: ClosedRange<Int>, example: Int?) -> String {
    if let number = node.string.flatMap({ Int($0) }), range.contains(number) {
      return "write it without quotes: \(number)"
    }
    guard let number = node.double else {
      return "write a whole number, as in \(example ?? max(range.lowerBound, min(10, range.upperBound)))"
    }
    if number < Double(range.lowerBound) { return "write \(range.lowerBound) or more" }
    if number > Double(range.upperBound) { return "write \(range.upperBound) or less" }
    return "write it without a fraction, as in \(max(range.lowerBound, Int(number)))"
  }

  static func number(_ node: JSONNode, in range: ClosedRange<Double>) -> String {
    if let number = node.string.flatMap({ Double($0) }), range.contains(number) { return "write it without quotes" }
    guard let number = node.double else {
      return "write a number, as in \(shown(max(range.lowerBound, min(1, range.upperBound))))"
    }
    return number < range.lowerBound
      ? "write \(shown(range.lowerBound)) or more" : "write \(shown(range.upperBound)) or less"
  }

  static func duration(_ node: JSONNode) -> String {
    let meant = node.kind == .number ? DurationText.suggestion(for: written(node)) : nil
    let guess = meant ?? node.string.flatMap(DurationText.suggestion)
    return guess.map { "write \"\($0)\"" } ?? "write a number with its unit ms, s, m or h, as in \"30s\""
  }

  static func size(_ node: JSONNode) -> String {
    let guess = node.string.flatMap(ByteSizeText.suggestion)
    return guess.map { "write \"\($0)\"" } ?? "write bytes, or a number with its unit KiB, MiB or GiB, as in \"64MiB\""
  }

  /// For a value beyond its bounds.
  static func bounded<Bound: Comparable>(
    _ value: Bound, in range: ClosedRange<Bound>, _ format: (Bound) -> String
  ) -> String {
    value < range.lowerBound
      ? "write \"\(format(range.lowerBound))\" or more" : "write \"\(format(range.upperBound))\" or less"
  }

  static func choice(_ node: JSONNode, of words: [String]) -> String {
    let nearest = node.string.flatMap { Spelling.nearest(to: $0, among: words) }
    return nearest.map { "did you mean \"\($0)\"?" } ?? words.first.map { "choose one of them, such as \"\($0)\"" }
      ?? "declare one first"
  }

  /// - Parameter keys: what such an object may hold, the most usual one first.
  static func object(_ node: JSONNode, keys: [String]) -> String {
    if node.kind == .array, node.count == 1, node.elements.contains(where: { $0.kind == .object }) {
      return "take it out of [ ]"
    }
    let key = keys.first { !["$schema", "description"].contains($0) } ?? "key"
    let isItsName = ["name", "capability", "symbol", "path"].contains(key) && node.kind == .string
    return "write { \"\(key)\": \(isItsName ? written(node) : members[key] ?? "…") }"
  }

  /// - Parameter what: the name of the elements.
  static func array(_ node: JSONNode, of what: String) -> String {
    switch node.kind {
    case .object: "put it into [ ]"
    case .null: "write [ ], or leave the key out"
    default: elements[what].map { "write [\($0)]" } ?? "put it into [ ]: [\(String(written(node).prefix(40)))]"
    }
  }

  /// For an array that lacks elements.
  static func element(of what: String) -> String { elements[what].map { "add \($0)" } ?? "add one" }

  /// Examples of members by their key.
  private static let members = [
    "agents": "{ \"acme.mailer\": { \"priority\": 200 } }", "body": "\"16MiB\"", "capability": "\"text.echo\"",
    "enabled": "true", "env": "\"SALES_ENDPOINT\"", "equals": "0", "failureThreshold": "5", "fields": "[]",
    "interval": "\"10s\"", "level": "\"info\"", "linux-x86_64": "\"libname.so\"", "memory": "\"512MiB\"",
    "model": "\"small\"", "name": "\"text.echo\"", "of": "\"data\"", "path": "\"libname.so\"", "ratio": "0.1",
    "read": "[\"data\"]", "symbol": "\"sqlite3_open\"", "type": "\"i32\"",
  ]

  /// Examples of elements by their name, where they are objects.
  private static let elements = [
    "calls": "{ \"symbol\": \"sqlite3_limit\", \"arguments\": [7, 0] }", "capabilities": "{ \"name\": \"text.echo\" }",
    "fields": "{ \"name\": \"x\", \"type\": \"f64\" }",
    "functions": "{ \"capability\": \"math.pow\", \"symbol\": \"pow\" }",
    "parameters": "{ \"name\": \"x\", \"type\": \"f64\" }",
    "self tests": "{ \"capability\": \"text.echo\", \"input\": { \"text\": \"a\" } }",
  ]

  private static func written(_ node: JSONNode) -> String { String(decoding: node.raw, as: UTF8.self) }

  static func shown(_ number: Double) -> String {
    var text = JSONWriter()
    text.double(number)
    return String(decoding: text.bytes, as: UTF8.self)
  }
}
