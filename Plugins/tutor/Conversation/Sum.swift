// SPDX-License-Identifier: Apache-2.0

/// A sum that somebody asks for: `what is 47 + 38?`
struct Sum {
  private let a: Int
  private let sign: Character
  private let b: Int

  /// nil if the text asks for none, or for numbers of more than four digits.
  init?(in text: String) {
    guard text.contains("?") || text.lowercased().contains("what is") else { return nil }
    let parts = text.split { !$0.isWholeNumber && !"+-−*×/÷".contains($0) }.joined()
    guard let place = parts.firstIndex(where: { "+-−*×/÷".contains($0) }), let a = Int(parts[..<place]),
      let b = Int(parts[parts.index(after: place)...]), 0...9999 ~= a, 0...9999 ~= b
    else { return nil }
    (self.a, sign, self.b) = (a, parts[place], b)
  }

  /// The way, and then the result.
  var explanation: String {
    switch sign {
    case "+":
      return (Columns.adding(a, b) + ["So \(a) + \(b) = \(a + b). What is \(a) + \(b + 1) then?"]).joined(
        separator: " ")
    case "-", "−":
      guard a >= b else {
        return
          "\(b) is more than \(a): take \(b) − \(a) = \(b - a), and put a minus in front: \(a - b). Why is that so?"
      }
      return (Columns.subtracting(a, b) + ["So \(a) − \(b) = \(a - b). Check it: what is \(a - b) + \(b)?"]).joined(
        separator: " ")
    case "*", "×":
      let tens = a / 10 * 10
      return
        "\(tens) × \(b) = \(tens * b), and \(a - tens) × \(b) = \((a - tens) * b). Together: \(a) × \(b) = \(a * b). Which part was the harder one?"
    default:
      guard b > 0 else { return "Nothing can be divided by 0: how many times would you take nothing to get \(a)?" }
      let rest = a % b == 0 ? "" : ", and \(a % b) is left"
      return
        "\(b) goes \(a / b) times into \(a), because \(a / b) × \(b) = \(a / b * b)\(rest). What is \(a / b + 1) × \(b)?"
    }
  }
}
