internal import RoundhouseModel

/// What one caller of the hostile capability got.
package struct CallerReport: Sendable, Equatable {
  /// 0 if there was no answer.
  package let status: Int
  /// The error's code; empty for a good answer, or for an error that is not one of the host's.
  package let code: String
  /// Who answered.
  package let agent: String
  package let milliseconds: Double
  /// What the answer said, cut.
  package let text: String

  package init(status: Int, code: String = "", agent: String = "", milliseconds: Double, text: String = "") {
    (self.status, self.code, self.agent) = (status, code, agent)
    (self.milliseconds, self.text) = (milliseconds, text)
  }

  init(_ answer: HTTPAnswer?, _ duration: Nanoseconds) {
    let root = answer.flatMap { $0.status == 200 ? nil : try? JSONDocument(parsing: $0.body).root }
    self.init(
      status: answer?.status ?? 0, code: root?["code"]?.string ?? "", agent: answer?.agent ?? "",
      milliseconds: Double(duration) / 1_000_000, text: String((answer?.text ?? "").prefix(200)))
  }

  /// Whether it is an answer or a typed error.
  package var isTyped: Bool { status == 200 || (status != 0 && !code.isEmpty) }
}
