package import RoundhouseModel

/// The input of a run that carries out a document.
package struct PatternRequest<Document: Pattern>: Sendable {
  package let document: Document
  /// What is given to the document, a JSON text.
  package let input: [UInt8]

  /// - Throws: `badRequest` that names all that is wrong with the document.
  package init(_ bytes: [UInt8]) throws(RoundhouseError) { try self.init(bytes, DocumentShelf()) }

  /// - Parameter shelf: where the document may stand already, and stands afterwards.
  init(_ bytes: [UInt8], _ shelf: DocumentShelf<Document>) throws(RoundhouseError) {
    var fresh: ArraySlice<UInt8>?
    do throws(DocumentProblems) {
      (document, input) = try DocumentReader.request(bytes, Document.kind) { reader, node in
        if let known = shelf.document(node.raw) { return known }
        fresh = node.raw
        return Document.read(node, &reader)
      }
    } catch {
      throw RoundhouseError(error)
    }
    if let fresh { shelf.keep(document, fresh) }
  }
}
