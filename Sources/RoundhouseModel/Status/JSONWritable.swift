/// A value with one JSON form, the same over HTTP and from the command line's `--json`.
package protocol JSONWritable {
  /// Writes the value as one JSON value.
  func write(to json: inout JSONWriter)
}

extension JSONWritable {
  /// The value as a JSON text of its own.
  package func json(isPretty: Bool = false) -> [UInt8] {
    var json = JSONWriter(isPretty: isPretty)
    write(to: &json)
    return json.bytes
  }
}

extension Array: JSONWritable where Element: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginArray()
    for element in self { element.write(to: &json) }
    json.endArray()
  }
}

extension JSONWriter {
  package mutating func member(_ key: String, _ value: some JSONWritable) {
    self.key(key)
    value.write(to: &self)
  }

  /// A member that is left out when there is nothing to say.
  mutating func member(_ key: String, unlessEmpty value: String) {
    if !value.isEmpty { member(key, value) }
  }

  /// A length of time in microseconds, with three decimals at most. The key says so: `p95Us`.
  mutating func member(_ key: String, microsecondsOf time: Nanoseconds) {
    member(key, Double(time) / 1_000)
  }
}
