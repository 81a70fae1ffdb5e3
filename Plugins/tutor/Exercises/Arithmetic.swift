// SPDX-License-Identifier: Apache-2.0

/// The four kinds of reckoning, with the steps in which one does them on paper.
enum Arithmetic {
  static func addition(_ difficulty: Int, _ dice: inout Dice) -> Exercise.Task {
    let range = [1...9, 10...49, 25...99, 100...999, 1000...9999][difficulty - 1]
    let (a, b) = (dice.roll(range), dice.roll(range))
    return Exercise.Task(
      question: "What is \(a) + \(b)?", solution: "\(a + b)",
      hints: ["Write \(a) and \(b) under each other, ones below ones."] + Columns.adding(a, b)
        + ["The sum ends in \((a + b) % 10) and lies between \((a + b) / 10 * 10) and \((a + b) / 10 * 10 + 9)."],
      mistakes: mistakes(
        a + b,
        [
          (Columns.addingWithoutCarry(a, b), "it looks as if nothing was carried to the next column"),
          (abs(a - b), "that is the difference; the sign says plus"),
          (a * b, "that is the product; the sign says plus"),
        ]))
  }

  static func subtraction(_ difficulty: Int, _ dice: inout Dice) -> Exercise.Task {
    let range = [1...9, 10...49, 25...99, 100...999, 1000...9999][difficulty - 1]
    let (one, other) = (dice.roll(range), dice.roll(range))
    let (a, b) = (max(one, other), min(one, other))
    return Exercise.Task(
      question: "What is \(a) − \(b)?", solution: "\(a - b)",
      hints: ["Write \(b) under \(a), ones below ones."] + Columns.subtracting(a, b)
        + [
          "Try it the other way round: \(b) and \(a - b == 0 ? "nothing" : "how many") are \(a)? It is \(a - b > 9 ? "more than 9" : "less than 10")."
        ],
      mistakes: mistakes(
        a - b,
        [
          (
            Columns.subtractingWithoutBorrow(a, b),
            "in each column the smaller digit was taken from the larger one; borrow instead"
          ),
          (a + b, "that is the sum; the sign says minus"), (b - a, "the larger number comes first here"),
        ]))
  }

  static func multiplication(_ difficulty: Int, _ dice: inout Dice) -> Exercise.Task {
    let (first, second) = [
      (2...5, 2...5), (2...10, 2...10), (11...20, 2...9), (11...99, 2...9), (11...99, 11...40),
    ][difficulty - 1]
    let (a, b) = (dice.roll(first), dice.roll(second))
    let (tens, ones) = (a / 10 * 10, a % 10)
    let split =
      tens > 0
      ? [
        "Split \(a) into \(tens) and \(ones).", "\(tens) × \(b) = \(tens * b), and \(ones) × \(b) = \(ones * b).",
        "Add them: \(tens * b) + \(ones * b).",
      ]
      : [
        "\(a) × \(b) means \(b) taken \(a) times.", "\(a - 1) × \(b) = \((a - 1) * b).",
        "One more \(b): \((a - 1) * b) + \(b).",
      ]
    return Exercise.Task(
      question: "What is \(a) × \(b)?", solution: "\(a * b)", hints: split,
      mistakes: mistakes(
        a * b,
        [
          (a + b, "that is the sum; the sign says times"), ((a - 1) * b, "one \(b) is missing"),
          ((a + 1) * b, "that is one \(b) too many"), (a * (b - 1), "one \(a) is missing"),
          (a * (b + 1), "that is one \(a) too many"),
        ]))
  }

  static func division(_ difficulty: Int, _ dice: inout Dice) -> Exercise.Task {
    let (quotients, divisors) = [
      (2...5, 2...5), (2...10, 2...10), (5...20, 2...9), (11...60, 2...12), (20...99, 11...25),
    ][difficulty - 1]
    let (quotient, divisor) = (dice.roll(quotients), dice.roll(divisors))
    let whole = quotient * divisor
    let half = quotient / 2
    return Exercise.Task(
      question: "What is \(whole) ÷ \(divisor)?", solution: "\(quotient)",
      hints: [
        "How often does \(divisor) go into \(whole)?",
        "\(half) × \(divisor) = \(half * divisor). That leaves \(whole - half * divisor).",
        "\(divisor) goes \(quotient - half) times into \(whole - half * divisor). Add \(half).",
      ],
      mistakes: mistakes(
        quotient,
        [
          (whole * divisor, "that is the product; the sign says divided by"),
          (whole - divisor, "that is the difference"),
          (quotient + 1, "\(quotient + 1) × \(divisor) is \((quotient + 1) * divisor), which is too much"),
          (quotient - 1, "\(quotient - 1) × \(divisor) is \((quotient - 1) * divisor), and \(divisor) more fit in"),
        ]))
  }

  /// Of two mistakes that give the same number the first one is likelier; what is right is none.
  private static func mistakes(_ solution: Int, _ list: [(Int, String)]) -> [String: String] {
    var mistakes: [String: String] = [:]
    for (number, words) in list where number != solution && mistakes["\(number)"] == nil {
      mistakes["\(number)"] = words
    }
    return mistakes
  }
}
