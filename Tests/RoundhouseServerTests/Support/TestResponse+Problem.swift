import RoundhouseModel

extension TestResponse {
  var json: JSONNode? { (try? JSONDocument(parsing: body))?.root }
  /// The `code` of a problem, if the body is one.
  var code: String? {
    headers["content-type"] == "application/problem+json" ? json?["code"]?.string : nil
  }
}
