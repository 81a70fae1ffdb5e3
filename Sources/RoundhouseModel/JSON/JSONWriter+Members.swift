// A key and its value in one line.
extension JSONWriter {
  package mutating func member(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  package mutating func member(_ key: String, _ value: some FixedWidthInteger & SignedInteger) {
    self.key(key)
    int(value)
  }

  package mutating func member(_ key: String, _ value: some FixedWidthInteger & UnsignedInteger) {
    self.key(key)
    uint(value)
  }

  package mutating func member(_ key: String, _ value: Double) {
    self.key(key)
    double(value)
  }

  package mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    bool(value)
  }

  package mutating func member(_ key: String, _ value: [String]) {
    self.key(key)
    beginArray()
    for element in value { string(element) }
    endArray()
  }

  /// - Parameter raw: a JSON text, such as a stored schema.
  package mutating func member(_ key: String, raw text: some Collection<UInt8>) {
    self.key(key)
    raw(text)
  }
}
