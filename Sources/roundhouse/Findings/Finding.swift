internal import RoundhouseModel

/// One thing that was looked at, by `doctor` or by `check`, and how it was found.
struct Finding: Sendable, Equatable {
  enum State: String, Sendable {
    case good, warning, bad
  }

  var name: String
  var state: State
  /// One line for people.
  var detail: String
  /// What to do; empty when there is nothing to do.
  var remedy = ""

  static func good(_ name: String, _ detail: String) -> Finding { Finding(name: name, state: .good, detail: detail) }
  static func warning(_ name: String, _ detail: String, remedy: String = "") -> Finding {
    Finding(name: name, state: .warning, detail: detail, remedy: remedy)
  }
  static func bad(_ name: String, _ detail: String, remedy: String = "") -> Finding {
    Finding(name: name, state: .bad, detail: detail, remedy: remedy)
  }

  /// Good if there is no error, else bad with the error's own words.
  static func of(_ name: String, _ look: () throws(RoundhouseError) -> String) -> Finding {
    do throws(RoundhouseError) { return .good(name, try look()) } catch {
      let cause = error.cause.isEmpty ? "" : " (\(error.cause))"
      return .bad(name, error.message + cause, remedy: error.remedy)
    }
  }
}
