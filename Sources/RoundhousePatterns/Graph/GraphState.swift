package import RoundhouseExpressions
internal import RoundhouseModel

/// The state of a graph on its way: a value for each of its members. Numbers are doubles, as in expressions.
package struct GraphState: Sendable {
  private let members: [StateMember]
  private var values: [JSONValue]

  /// The state in the beginning.
  /// - Parameter input: the graph's, a JSON text.
  /// - Throws: `badRequest` if what a member begins with is not of its type.
  init(_ members: [StateMember], input: [UInt8]) throws(RoundhouseError) {
    self.members = members
    values = members.map(\.reducer.initial)
    let view = GraphView(input: input, state: self)
    for (place, member) in members.enumerated() {
      guard let initial = member.initial else { continue }
      let value = try Self.value(try initial.text(view))
      guard member.type.admits(value) || value == .null else { throw mismatch(member, value, "it begins with") }
      values[place] = value == .null ? member.reducer.initial : value
    }
  }

  var isEmpty: Bool { members.isEmpty }

  /// The value of a member; nil if there is none of this name.
  package subscript(_ name: String) -> JSONValue? { place(of: name).map { values[$0] } }

  /// `{member: value}`
  package var text: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for (member, value) in zip(members, values) { json.member(member.name, raw: value.text) }
    json.endObject()
    return json.bytes
  }

  /// Brings a value in. Null changes nothing, except where the last value counts.
  /// - Throws: `badRequest` if the member does not take it.
  mutating func reduce(_ update: StateUpdate) throws(RoundhouseError) {
    guard let place = place(of: update.member) else {
      throw RoundhouseError(
        .badRequest, "the state has no member \(update.member)",
        remedy: "declare it in \"state\", or take the update out")
    }
    let (member, value) = (members[place], update.value)
    let isFit = member.reducer != .last || value == .null || member.type.admits(value)
    guard isFit, value == .null || member.reducer.value(of: values[place], with: value) != nil else {
      throw mismatch(member, value, "it was to \(member.reducer == .last ? "be" : member.reducer.rawValue)")
    }
    apply(update)
  }

  /// Brings in what this state or another of the same members has taken before.
  mutating func apply(_ update: StateUpdate) {
    guard let place = place(of: update.member) else { return }
    let reducer = members[place].reducer
    if update.value == .null, reducer != .last { return }
    if let value = reducer.value(of: values[place], with: update.value) { values[place] = value }
  }

  private func place(of name: String) -> Int? { members.firstIndex { $0.name == name } }

  private func mismatch(_ member: StateMember, _ value: JSONValue, _ what: String) -> RoundhouseError {
    let wanted = member.reducer == .append || member.reducer == .union ? StateType.any : member.type
    let text = String(decoding: value.text.prefix(60), as: UTF8.self)
    return RoundhouseError(
      .badRequest, "\(member.name) of the state is \(member.type.phrase), and \(what) \(text)",
      remedy: "let it be \(wanted.phrase), or declare another type or reducer")
  }

  static func value(_ text: [UInt8]) throws(RoundhouseError) -> JSONValue {
    do throws(JSONError) { return JSONValue(try JSONDocument(parsing: text).root) } catch {
      throw RoundhouseError(error)
    }
  }
}
