extension CallStatistics: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("calls", calls)
    json.member("errors", errors)
    if calls > 0 {
      json.member("meanUs", microsecondsOf: total / calls)
      json.member("p50Us", microsecondsOf: quantile(0.5))
      json.member("p95Us", microsecondsOf: quantile(0.95))
      json.member("p99Us", microsecondsOf: quantile(0.99))
    }
    json.endObject()
  }
}
