package import RoundhouseModel

/// What is written down of how agents work together: a plan, a coordination, a graph. Made in Swift, or read from JSON.
///
/// A pattern is a document of this protocol, listed in ``PatternKinds``, and a workflow that carries such documents out, made
/// by ``Patterns``. From there on it can be run by file and by name, checked, drawn, and published under a capability.
package protocol Pattern: Sendable {
  /// What such a document is called: as `"pattern"` in a file of its own, and as the member in which it stands in a
  /// template and in a run's input.
  static var kind: String { get }
  /// The name of the workflow that carries it out.
  static var workflow: String { get }
  /// A member that no other kind has: a document with it need not name its pattern. Empty if there is none.
  static var mark: String { get }

  /// - Returns: nil only if it has found a problem.
  static func read(_ node: JSONNode, _ reader: inout DocumentReader) -> Self?
  /// What it came to, for a person to read at a terminal; nil if the result as JSON is what there is to say.
  static func report(_ result: JSONNode) -> PatternReport?

  /// What it consists of, in a few words: `3 steps`.
  var size: String { get }
  /// A picture of it: text for Graphviz.
  var dot: String { get }
}

extension Pattern {
  package static var workflow: String { kind }
  package static var mark: String { "" }

  package static func report(_ result: JSONNode) -> PatternReport? { nil }

  /// Reads a document.
  /// - Throws: all that is wrong with the text.
  package init(_ text: [UInt8]) throws(DocumentProblems) {
    self = try DocumentReader.document(text) { reader, root in Self.read(root, &reader) }
  }

  /// The input of a run that carries a document out.
  /// - Parameters:
  ///   - document: a JSON text.
  ///   - input: a JSON text; empty for null.
  package static func request(_ document: [UInt8], input: [UInt8] = []) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member(kind, raw: document)
    json.member("input", raw: input.isEmpty ? StepOutcome.null : input)
    json.endObject()
    return json.bytes
  }
}
