/// One prepared schema: only the rules that it states, in the order in which they are checked.
/// Schemas within it are named by their place in the list of all.
struct Subschema: Sendable {
  var rules: [Rule] = []

  enum Rule: Sendable {
    /// The schema `false`.
    case never
    case kinds(SchemaKinds)
    /// `enum` and `const`: the canonical texts, and how they are shown.
    case values(Set<[UInt8]>, shown: String)
    case atLeast(JSONDecimal, isExclusive: Bool, shown: String)
    case atMost(JSONDecimal, isExclusive: Bool, shown: String)
    case multiple(of: JSONDecimal, shown: String)
    /// How many scalars, elements or members.
    case length(ClosedRange<Int>)
    case elementCount(ClosedRange<Int>)
    case memberCount(ClosedRange<Int>)
    case uniqueElements
    case required([String])
    case members([ArraySlice<UInt8>: Int], others: Int?)
    case elements([Int], others: Int?)
    case all([Int])
    case any([Int])
    case one([Int])
    case not(Int)
  }
}
