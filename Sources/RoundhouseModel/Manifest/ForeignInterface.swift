/// The functions and types of a plain C library, as an ffi manifest tells them.
package struct ForeignInterface: Sendable, Equatable {
  package var structs: [ForeignStruct] = []
  package var enums: [ForeignEnum] = []
  package var handles: [ForeignHandle] = []
  package var functions: [ForeignFunction] = []
  /// Called once when the library is loaded, without arguments from JSON; nil if there is nothing to call.
  package var initializer: ForeignFunction?

  package init() {}

  /// The manifest's own capabilities, and after them what only the functions declare.
  package func capabilities(declared: [Capability]) -> [Capability] {
    declared
      + functions.map(\.capability).filter { one in
        !declared.contains { $0.name == one.name && $0.version == one.version }
      }
  }
}
