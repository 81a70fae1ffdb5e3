/// Where an agent's own figures go.
package protocol Metering: Sendable {
  /// Records one value.
  /// - Throws: `badRequest` for a malformed name, `overloaded` for more than 64 names of one agent.
  func record(_ kind: MetricKind, _ name: String, _ value: Double, agent: String) throws(RoundhouseError)
}

package enum MetricKind: Int32, Sendable { case counter, gauge, histogram }
