/// Words for kinds of values in messages.
enum Kind {
  static func withArticle(_ name: String) -> String {
    switch name {
    case "null": "null"
    case "array", "object": "an \(name)"
    default: "a \(name)"
    }
  }
}
