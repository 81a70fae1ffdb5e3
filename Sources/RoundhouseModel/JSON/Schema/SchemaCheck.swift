/// One value against one schema, bounded in steps, depth and the number of things it complains of.
struct SchemaCheck {
  let subschemas: [Subschema]
  private let base: JSONNode
  /// The values that are wrong; their pointers are made up only for those that are told in the end.
  private(set) var complaints: [Complaint] = []
  /// Alternatives that are being tried within one another: there one complaint settles it.
  private(set) var trials = 0
  private var steps = 0
  private var depth = 0
  private var isExhausted = false

  struct Complaint {
    let value: JSONNode
    let message: String
  }

  private static let maximumSteps = 2_000_000
  private static let maximumDepth = 256
  private static let maximumComplaints = 32

  init(subschemas: [Subschema], base: JSONNode) {
    self.subschemas = subschemas
    self.base = base
  }

  mutating func run() -> [SchemaViolation] {
    check(base, 0)
    if isExhausted {
      let message = "checking takes too many steps or goes too deep; the schema or the value is too intricate"
      return [SchemaViolation(pointer: "", message: message)]
    }
    return complaints.map(violation)
  }

  /// Checks a value against the schema at a place.
  mutating func check(_ value: JSONNode, _ place: Int) {
    guard spend(1), depth < Self.maximumDepth else {
      isExhausted = true
      return
    }
    depth += 1
    defer { depth -= 1 }
    for rule in subschemas[place].rules {
      if isSettled { return }
      apply(rule, to: value)
    }
  }

  /// What a schema would complain of first; nil if the value satisfies it.
  mutating func trial(_ value: JSONNode, _ place: Int) -> Complaint? {
    let before = complaints
    complaints = []
    trials += 1
    check(value, place)
    trials -= 1
    defer { complaints = before }
    return complaints.first
  }

  mutating func complain(_ value: JSONNode, _ message: @autoclosure () -> String) {
    if !isSettled { complaints.append(Complaint(value: value, message: message())) }
  }

  /// A complaint with its place.
  func violation(_ complaint: Complaint) -> SchemaViolation {
    let pointer = complaint.value.pointer.dropFirst(base.pointer.count)
    return SchemaViolation(pointer: String(pointer), message: complaint.message)
  }

  /// Whether looking further cannot change what is said.
  var isSettled: Bool { isExhausted || complaints.count >= (trials > 0 ? 1 : Self.maximumComplaints) }

  /// Whether so much work is still allowed.
  @discardableResult mutating func spend(_ count: Int) -> Bool {
    steps += count
    if steps > Self.maximumSteps { isExhausted = true }
    return !isExhausted
  }
}
