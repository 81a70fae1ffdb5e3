extension Usage: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("inputTokens", inputTokens)
    json.member("outputTokens", outputTokens)
    json.member("costMicros", costMicros)
    if confidence > 0 { json.member("confidence", confidence) }
    json.endObject()
  }
}
