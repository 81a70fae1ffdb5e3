/// A struct of C, laid out as the platform's compiler would.
package struct ForeignStruct: Sendable, Equatable {
  package struct Field: Sendable, Equatable {
    package var name: String
    package var type: ForeignType

    package init(name: String, type: ForeignType) {
      self.name = name
      self.type = type
    }
  }

  package var name: String
  package var fields: [Field]

  package init(name: String, fields: [Field]) {
    self.name = name
    self.fields = fields
  }
}
