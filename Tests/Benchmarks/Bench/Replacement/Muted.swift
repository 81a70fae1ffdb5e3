internal import RoundhouseModel

/// Says nothing: a bad generation that is rolled back is worth a warning, but not here.
struct Muted: Logging {
  func log(_ level: LogLevel, _ message: String, _ fields: LogFields) {}
}
