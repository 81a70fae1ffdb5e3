package import RoundhouseExpressions
internal import RoundhouseModel

/// Whether a step is to be done. One whose condition does not hold is skipped, which is no failure.
package struct StepCondition: Sendable {
  /// As people read it.
  package let text: String
  private let test: @Sendable (StepContext) throws -> Bool

  /// An expression over ``StepContext``'s document.
  package init(_ expression: Expression) {
    text = expression.source
    test = { context in
      do throws(ExpressionError) { return try expression.holds(context.document) } catch {
        throw RoundhouseError(error)
      }
    }
  }

  /// Swift code. It must give the same answer whenever it sees the same context, because a resumed run asks it again.
  package init(_ text: String, _ test: @escaping @Sendable (StepContext) throws -> Bool) {
    self.text = text
    self.test = test
  }

  func holds(_ context: StepContext) throws(RoundhouseError) -> Bool {
    do {
      return try test(context)
    } catch let error as RoundhouseError {
      throw error
    } catch {
      throw RoundhouseError(.internal, "the condition \(text) threw \(error)")
    }
  }
}
