internal import RoundhouseModel

/// A document of any kind, in a file of its own.
///
/// Its member `pattern` says which kind it is; plans, coordinations and others that have a mark of their own need not say.
package struct PatternDocument: Sendable {
  package let content: any Pattern
  /// The document as JSON.
  package let text: [UInt8]

  /// - Throws: all that is wrong with the text.
  package init(_ text: [UInt8]) throws(DocumentProblems) {
    content = try DocumentReader.document(text) { reader, root -> (any Pattern)? in
      guard let kind = PatternKinds.kind(of: root, &reader.problems) else { return nil }
      return kind.read(root, &reader)
    }
    self.text = text
  }

  init(_ content: any Pattern, _ text: [UInt8]) {
    self.content = content
    self.text = text
  }

  /// The workflow that carries it out.
  package var workflow: String { type(of: content).workflow }

  /// What that workflow is given.
  /// - Parameter input: a JSON text; empty for null.
  package func request(_ input: [UInt8] = []) -> [UInt8] { type(of: content).request(text, input: input) }
}
