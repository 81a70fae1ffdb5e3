// SPDX-License-Identifier: Apache-2.0

/// Reckoning column by column, as on paper.
enum Columns {
  private static let names = ["ones", "tens", "hundreds", "thousands", "ten thousands"]

  static func adding(_ a: Int, _ b: Int) -> [String] {
    var (carry, steps): (Int, [String]) = (0, [])
    for (place, (x, y)) in pairs(a, b).enumerated() {
      let sum = x + y + carry
      let terms = carry > 0 ? "\(x) + \(y) + \(carry) that was carried" : "\(x) + \(y)"
      steps.append(
        "The \(names[place]): \(terms) = \(sum)." + (sum > 9 ? " Write \(sum % 10) and carry 1." : " Write \(sum)."))
      carry = sum / 10
    }
    return steps
  }

  static func subtracting(_ a: Int, _ b: Int) -> [String] {
    var (borrowed, steps): (Int, [String]) = (0, [])
    for (place, (x, y)) in pairs(a, b).enumerated() {
      let top = x - borrowed
      let lent = borrowed > 0 ? " (one was lent: \(top) is left)" : ""
      if top < y {
        steps.append(
          "The \(names[place]): \(top) is less than \(y)\(lent). Borrow ten: \(top + 10) − \(y) = \(top + 10 - y).")
        borrowed = 1
      } else {
        steps.append("The \(names[place]): \(top) − \(y) = \(top - y)\(lent).")
        borrowed = 0
      }
    }
    return steps
  }

  static func addingWithoutCarry(_ a: Int, _ b: Int) -> Int { number(pairs(a, b).map { ($0 + $1) % 10 }) }

  static func subtractingWithoutBorrow(_ a: Int, _ b: Int) -> Int { number(pairs(a, b).map { abs($0 - $1) }) }

  /// The digits of both, ones first.
  private static func pairs(_ a: Int, _ b: Int) -> [(Int, Int)] {
    var (a, b, pairs): (Int, Int, [(Int, Int)]) = (a, b, [])
    repeat {
      pairs.append((a % 10, b % 10))
      (a, b) = (a / 10, b / 10)
    } while a > 0 || b > 0
    return pairs
  }

  private static func number(_ digits: [Int]) -> Int { digits.reversed().reduce(0) { $0 * 10 + $1 } }
}
