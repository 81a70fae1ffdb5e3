internal import RoundhouseExpressions
internal import RoundhouseModel

/// What becomes of a draft that somebody wants changed. Pure.
enum Revision {
  /// - Parameters:
  ///   - draft: a JSON text.
  ///   - changes: a JSON text, or empty for none.
  /// - Returns: of two objects, the draft with the members of the changes; else the changes.
  static func text(of draft: [UInt8], with changes: [UInt8]) -> [UInt8] {
    guard let wish = try? JSONDocument(parsing: changes).root else { return draft }
    guard let root = try? JSONDocument(parsing: draft).root, root.kind == .object, wish.kind == .object else {
      return changes
    }
    let merged = StateReducer.merge.value(of: JSONValue(root), with: JSONValue(wish))
    return merged?.text ?? changes
  }
}
