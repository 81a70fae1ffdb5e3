/// The functions and types of a plain C library, as an ffi manifest tells them.
package struct ForeignInterface: Sendable, Equatable {
  package var structs: [ForeignStruct] = []
  package var enums: [ForeignEnum] = []
  package var handles: [ForeignHandle] = []
  package var functions: [ForeignFunction] = []

  package init() {}
}
