/// Where lines for the operator go.
package protocol Logging: Sendable {
  func log(_ level: LogLevel, _ message: String, _ fields: LogFields)
}

package enum LogLevel: Int32, Sendable, Comparable, CaseIterable {
  case debug, info, warning, error

  package static func < (a: LogLevel, b: LogLevel) -> Bool { a.rawValue < b.rawValue }
}

/// What a line is about; empty fields are left out.
package struct LogFields: Sendable, Equatable {
  package var agent = ""
  package var capability = ""
  package var traceHigh: UInt64 = 0
  package var traceLow: UInt64 = 0
  package var path = ""

  package init(agent: String = "", capability: String = "", path: String = "") {
    self.agent = agent
    self.capability = capability
    self.path = path
  }
}

extension Logging {
  package func debug(_ message: String, _ fields: LogFields = LogFields()) { log(.debug, message, fields) }
  package func info(_ message: String, _ fields: LogFields = LogFields()) { log(.info, message, fields) }
  package func warning(_ message: String, _ fields: LogFields = LogFields()) { log(.warning, message, fields) }
  package func error(_ message: String, _ fields: LogFields = LogFields()) { log(.error, message, fields) }
}
