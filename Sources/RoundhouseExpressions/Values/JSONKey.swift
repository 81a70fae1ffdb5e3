/// A key of an object. Two keys are one key if their bytes are: `é` and `e` with an accent after it are two.
struct JSONKey: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (a: JSONKey, b: JSONKey) -> Bool { JSONValue.hasSameBytes(a.text, b.text) }

  /// What has the same bytes has the same hash, whatever else a string takes for equal.
  func hash(into hasher: inout Hasher) { text.hash(into: &hasher) }
}
