extension JSONDocument {
  /// `{}`.
  package static let emptyObject: JSONDocument = {
    do {
      return try JSONDocument(parsing: Array("{}".utf8))
    } catch {
      fatalError("an empty object must parse: \(error)")
    }
  }()
}
