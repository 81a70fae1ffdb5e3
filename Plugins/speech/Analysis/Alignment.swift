// SPDX-License-Identifier: Apache-2.0

/// Which sound of one row answers to which of another: the way of least cost, after Needleman and Wunsch.
struct Alignment {
  enum Column: Equatable {
    /// Places in both rows.
    case pair(Int, Int)
    /// Expected, and not heard.
    case omission(Int)
    /// Heard, and not expected.
    case insertion(Int)
  }

  private static let gap = 0.8
  /// A vowel in a consonant's place is an omission and an insertion: that is cheaper.
  private static let misfit = 2 * gap + 0.1

  let columns: [Column]

  /// - Throws: `CancellationError` when nobody waits any more.
  init(_ expected: [Sound], _ heard: [Sound]) throws {
    let width = heard.count + 1
    var costs = [Double](repeating: 0, count: (expected.count + 1) * width)
    // Added up as all others are, for the way back asks whether two sums are equal.
    for column in stride(from: 1, to: width, by: 1) { costs[column] = costs[column - 1] + Alignment.gap }
    for row in stride(from: 1, through: expected.count, by: 1) {
      if row % 64 == 0 { try Task.checkCancellation() }
      costs[row * width] = costs[(row - 1) * width] + Alignment.gap
      for column in stride(from: 1, to: width, by: 1) {
        costs[row * width + column] = min(
          costs[(row - 1) * width + column - 1] + Alignment.cost(expected[row - 1], heard[column - 1]),
          costs[(row - 1) * width + column] + Alignment.gap, costs[row * width + column - 1] + Alignment.gap)
      }
    }
    columns = Alignment.way(back: costs, expected, heard)
  }

  private static func cost(_ expected: Sound, _ heard: Sound) -> Double {
    let similarity = expected.similarity(to: heard)
    return similarity == 0 && expected.isVowel != heard.isVowel ? misfit : 1 - similarity
  }

  /// Pairs are preferred where several ways cost the same.
  private static func way(back costs: [Double], _ expected: [Sound], _ heard: [Sound]) -> [Column] {
    let width = heard.count + 1
    var (row, column) = (expected.count, heard.count)
    var columns: [Column] = []
    while row > 0 || column > 0 {
      let here = costs[row * width + column]
      if row > 0, column > 0,
        here == costs[(row - 1) * width + column - 1] + cost(expected[row - 1], heard[column - 1])
      {
        (row, column) = (row - 1, column - 1)
        columns.append(.pair(row, column))
      } else if row > 0, here == costs[(row - 1) * width + column] + gap {
        row -= 1
        columns.append(.omission(row))
      } else {
        column -= 1
        columns.append(.insertion(column))
      }
    }
    return columns.reversed()
  }
}
