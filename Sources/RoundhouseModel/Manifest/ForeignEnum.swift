/// An enum of C: integers there, labels in JSON.
package struct ForeignEnum: Sendable, Equatable {
  package struct Case: Sendable, Equatable {
    package var label: String
    package var value: Int64

    package init(label: String, value: Int64) {
      self.label = label
      self.value = value
    }
  }

  package var name: String
  package var type = ForeignScalar.i32
  package var cases: [Case]

  package init(name: String, cases: [Case]) {
    self.name = name
    self.cases = cases
  }

  package func value(of label: String) -> Int64? { cases.first { $0.label == label }?.value }
}
