package import RoundhouseModel

/// A route, and how sure somebody is that it is the right one.
package struct RouteScore: Sendable, Equatable {
  package var route: String
  /// From 0 to 1.
  package var confidence: Double

  package init(_ route: String, _ confidence: Double) {
    self.route = route
    self.confidence = confidence
  }
}

extension RouteScore: JSONWritable {
  /// `{"route", "confidence"}`
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("route", route)
    json.member("confidence", confidence)
    json.endObject()
  }

  init?(_ node: JSONNode) {
    guard let route = node["route"]?.string, let confidence = node["confidence"]?.double else { return nil }
    self.init(route, confidence)
  }
}
