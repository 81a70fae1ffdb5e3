internal import RoundhouseModel
internal import RoundhouseRuns

extension Run {
  /// Tells an event whose data is a JSON object.
  /// - Parameter members: writes what is in it.
  /// - Returns: when, the same in every life of the run: milliseconds since 1970.
  @discardableResult
  func tell(_ type: String, _ members: (inout JSONWriter) -> Void) throws(RunError) -> Int64 {
    // Nobody reads it then.
    if isReplaying || !isRecorded { return try emit(type) }
    var json = JSONWriter()
    json.beginObject()
    members(&json)
    json.endObject()
    return try emit(type, json.bytes)
  }
}
