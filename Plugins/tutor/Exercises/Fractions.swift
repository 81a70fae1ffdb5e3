// SPDX-License-Identifier: Apache-2.0

/// Adding fractions, first with one denominator, later with two.
enum Fractions {
  static func task(_ difficulty: Int, _ dice: inout Dice) -> Exercise.Task {
    let denominator = dice.roll(3...(4 + 2 * difficulty))
    let factor = difficulty <= 2 ? 1 : dice.roll(2...3)
    let other = denominator * factor
    let (a, b) = (dice.roll(1...(denominator - 1)), dice.roll(1...(other - 1)))
    let (numerator, whole) = (a * factor + b, other)
    let divisor = greatestCommonDivisor(numerator, whole)
    let solution = text(numerator / divisor, whole / divisor)
    let expand =
      factor > 1 ? ["Bring both to one denominator: \(a)/\(denominator) = \(a * factor)/\(other)."] : []
    return Exercise.Task(
      question: "What is \(a)/\(denominator) + \(b)/\(other)? Give it in lowest terms.", solution: solution,
      hints: ["Only parts of one size can be added: look at the denominators."] + expand
        + ["Add what stands above: \(a * factor) + \(b) = \(numerator). Below it stays \(other)."]
        + (divisor > 1
          ? ["\(numerator)/\(whole): both can be divided by \(divisor)."]
          : ["\(numerator)/\(whole) cannot be made smaller."]),
      mistakes: mistakes(
        solution,
        [
          ("\(a + b)/\(denominator + other)", "what stands below was added too; the size of the parts does not change"),
          ("\(numerator)/\(whole)", "the value is right, but both can be divided by \(divisor)"),
        ]))
  }

  private static func mistakes(_ solution: String, _ list: [(String, String)]) -> [String: String] {
    Dictionary(list.filter { $0.0 != solution }) { first, _ in first }
  }

  private static func text(_ numerator: Int, _ denominator: Int) -> String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
}
