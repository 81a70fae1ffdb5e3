/// "reached: a, b", as hostile agents say it.
enum Reached {
  private static let mark = "reached: "

  static func list(_ text: String) -> [String] {
    guard text.hasPrefix(mark) else { return [] }
    return text.dropFirst(mark.count).split(separator: ",").map { String($0.drop { $0 == " " }) }
  }
}
