/// Colours, where they are wanted.
struct Ink: Sendable {
  let isOn: Bool

  enum Color: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
    case plain = ""
  }

  func callAsFunction(_ text: String, _ color: Color) -> String {
    isOn && color != .plain && !text.isEmpty ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }

  func bold(_ text: String) -> String { self(text, .bold) }
  func dim(_ text: String) -> String { self(text, .dim) }
}
