/// A document that is ready to be run by its name.
///
/// As JSON: `name`, `description`, `seed` (which example it reproduces), `input` (an example of one), and the document under
/// the name of its kind: `plan`, `coordination` and so on.
package struct Template: Sendable {
  package let name: String
  package let description: String
  /// The seed's example that it reproduces; empty for none.
  package let seed: String
  /// An example of an input, a JSON text.
  package let input: [UInt8]
  package let document: PatternDocument

  /// - Throws: all that is wrong with the text.
  package init(_ text: [UInt8]) throws(DocumentProblems) {
    self = try DocumentReader.document(text) { reader, root in reader.template(root) }
  }

  init(name: String, description: String, seed: String, input: [UInt8], document: PatternDocument) {
    self.name = name
    self.description = description
    self.seed = seed
    self.input = input
    self.document = document
  }

  /// The workflow that carries it out.
  package var workflow: String { document.workflow }

  /// What that workflow is given.
  /// - Parameter input: a JSON text; nil takes the example.
  package func request(_ input: [UInt8]? = nil) -> [UInt8] { document.request(input ?? self.input) }
}
