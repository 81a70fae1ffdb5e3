package import RoundhouseModel

extension RunOutcome: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("run", number.description)
    json.member("state", state.name)
    if !output.isEmpty { json.member("output", payload: output) }
    if let error {
      json.key("error")
      json.error(error)
    }
    json.endObject()
  }
}
