/// Makes random expressions that both jq and we compile, and documents for them.
struct ProgramMaker {
  private var random: Seeded
  private var variables: [String] = []

  init(_ seed: UInt64) { random = Seeded(seed) }

  mutating func document() -> String { value(3) }

  mutating func program() -> String {
    variables = []
    return stream(4)
  }

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "." }
  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func value(_ depth: Int) -> String {
    if depth == 0 || chance(30) {
      return pick([
        "null", "true", "false", "0", "1", "-2", "3.5", "1e3", "\"\"", "\"a\"", "\"b\"", "\"a,b\"", "\"é\"", "\"12\"",
        "\"ab ab\"", "\"A\\n\\\"q\"",
      ])
    }
    let count = Int.random(in: 0..<4, using: &random)
    if chance(45) { return "[" + (0..<count).map { _ in value(depth - 1) }.joined(separator: ",") + "]" }
    let members = (0..<count).map { _ in "\"\(pick(["a", "b", "c", "key", "value", "a b"]))\":\(value(depth - 1))" }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// Anything, in parentheses where it is used as a part.
  private mutating func part(_ depth: Int) -> String { "(\(stream(depth)))" }

  private mutating func path() -> String {
    var path = pick([".", ".a", ".b", ".[0]", ".a?", ".[]?", ".\"a b\"", ".c"])
    if path != ".", chance(40) {
      path += pick([".a", ".b?", "[0]", "[-1]?", "[]?", "[1:]?", "[:2]", "[\"a\"]?", ".\"a b\"?"])
    }
    if !variables.isEmpty, chance(25) { return pick(variables) }
    return path
  }

  private mutating func literal() -> String {
    pick([
      "null", "true", "false", "0", "1", "2", "-1", "1.5", "\"a\"", "\"b\"", "\",\"", "[]", "{}", "[1,2,1]", "{a: 1}",
      "\"\"",
    ])
  }

  private mutating func stream(_ depth: Int) -> String {
    if depth == 0 { return chance(60) ? path() : literal() }
    switch Int.random(in: 0..<24, using: &random) {
    case 0, 1, 2: return path()
    case 3: return literal()
    case 4, 5, 6:
      let binary = pick(["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "and", "or", "//"])
      let (left, right) = (part(depth - 1), part(depth - 1))
      // jq does not compile a number that is divided by 0, and would refuse all the programs with this one.
      return binary == "/" || binary == "%"
        ? "(\(left) | if true then . else . end) \(binary) \(right)" : "\(left) \(binary) \(right)"
    case 7, 8, 9: return "\(part(depth - 1)) | \(part(depth - 1))"
    case 10: return "\(part(depth - 1)), \(part(depth - 1))"
    case 11: return "[\(stream(depth - 1))]"
    case 12: return "{a: \(part(depth - 1)), \"x\\(\(stream(depth - 1)))\": \(part(depth - 1))}"
    case 13: return "if \(stream(depth - 1)) then \(stream(depth - 1)) else \(stream(depth - 1)) end"
    case 14: return "[\(part(depth - 1))?]"
    case 15: return "[try \(part(depth - 1)) catch \(literal())]"
    case 16:
      let name = "$v\(variables.count)"
      let source = part(depth - 1)
      variables.append(name)
      defer { variables.removeLast() }
      return "\(source) as \(name) | \(stream(depth - 1))"
    case 17: return "-\(part(depth - 1))"
    case 18: return "\"s\\(\(stream(depth - 1)))\\(\(stream(depth - 1)))\""
    case 19: return "\(part(depth - 1))[\(stream(depth - 1))]"
    case 20: return unary()
    default: return call(depth - 1)
    }
  }

  private mutating func unary() -> String {
    pick([
      "length", "keys", "keys_unsorted", "type", "not", "add", "tostring", "tojson", "to_entries", "from_entries",
      "flatten",
      "sort", "unique", "min", "max", "ascii_downcase", "ascii_upcase", "floor", "tonumber", "explode", "reverse",
      "first",
      "last", "values", "scalars", "iterables", "strings", "numbers", "any", "all", "@json", "@text", "@base64", "@csv",
      "empty",
      "arrays", "objects", "nulls", "booleans", "utf8bytelength",
    ])
  }

  private mutating func call(_ depth: Int) -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: return "map(\(stream(depth)))"
    case 2: return "select(\(stream(depth)))"
    case 3:
      return "\(pick(["sort_by", "group_by", "unique_by", "min_by", "max_by"]))(\(stream(depth)))"
    case 4:
      let argument = part(depth)
      return
        "\(pick(["has", "contains", "startswith", "endswith", "ltrimstr", "rtrimstr", "split", "join", "inside", "in"]))(\(argument))"
    case 5: return "\(pick(["first", "last"]))(\(path()), \(literal()))"
    case 6: return "limit(\(pick(["1", "2", "3"])); \(path()), \(literal()))"
    case 7: return "\(pick(["any", "all"]))(\(path()); . == \(literal()))"
    case 8: return "\(pick(["index", "rindex", "indices"]))(\(pick(["\"a\"", "\"b\"", "1", "[1]", "\",\""])))"
    default: return "test(\(pick(["\"a\"", "\"^a\"", "\"b$\"", "\"[a-c]+\"", "\"a.b\"", "\"(a|,)b\"", "\"\\\\d\""])))"
    }
  }
}
