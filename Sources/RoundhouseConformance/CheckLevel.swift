/// How thoroughly an agent is checked.
package enum CheckLevel: String, Sendable, CaseIterable {
  case quick, full, soak
}
