package import RoundhouseExpressions
internal import RoundhouseModel

/// Whether an edge is taken.
package struct GraphCondition: Sendable {
  /// As people read it.
  package let text: String
  private let test: @Sendable (GraphView) throws -> Bool

  /// An expression over ``GraphView``'s document.
  package init(_ expression: Expression) {
    text = expression.source
    test = { view in
      do throws(ExpressionError) { return try expression.holds(view.document) } catch { throw RoundhouseError(error) }
    }
  }

  /// Swift code. It must give the same answer whenever it sees the same, because a resumed run asks it again.
  package init(_ text: String, _ test: @escaping @Sendable (GraphView) throws -> Bool) {
    self.text = text
    self.test = test
  }

  func holds(_ view: GraphView) throws(RoundhouseError) -> Bool {
    do {
      return try test(view)
    } catch let error as RoundhouseError {
      throw error
    } catch {
      throw RoundhouseError(.internal, "the condition \(text) threw \(error)")
    }
  }
}
