// SPDX-License-Identifier: Apache-2.0

/// Which word answers to which, at the least cost in letters.
enum WordAlignment {
  static func compare(_ expected: [String], _ heard: [String]) -> [ComparedWord] {
    let width = heard.count + 1
    let distances = expected.map { word in heard.map { letters(word, $0) } }
    var costs = [Int](repeating: 0, count: (expected.count + 1) * width)
    for column in 1..<max(2, width) where column < width { costs[column] = costs[column - 1] + heard[column - 1].count }
    for row in stride(from: 1, through: expected.count, by: 1) {
      costs[row * width] = costs[(row - 1) * width] + expected[row - 1].count
      for column in stride(from: 1, to: width, by: 1) {
        costs[row * width + column] = min(
          costs[(row - 1) * width + column - 1] + distances[row - 1][column - 1],
          costs[(row - 1) * width + column] + expected[row - 1].count,
          costs[row * width + column - 1] + heard[column - 1].count)
      }
    }
    return way(back: costs, distances, expected, heard)
  }

  private static func way(
    back costs: [Int], _ distances: [[Int]], _ expected: [String], _ heard: [String]
  ) -> [ComparedWord] {
    let width = heard.count + 1
    var (row, column) = (expected.count, heard.count)
    var words: [ComparedWord] = []
    while row > 0 || column > 0 {
      let here = costs[row * width + column]
      if row > 0, column > 0, here == costs[(row - 1) * width + column - 1] + distances[row - 1][column - 1] {
        (row, column) = (row - 1, column - 1)
        words.append(ComparedWord(expected: expected[row], heard: heard[column], distance: distances[row][column]))
      } else if row > 0, here == costs[(row - 1) * width + column] + expected[row - 1].count {
        row -= 1
        words.append(ComparedWord(expected: expected[row], heard: nil, distance: expected[row].count))
      } else {
        column -= 1
        words.append(ComparedWord(expected: nil, heard: heard[column], distance: heard[column].count))
      }
    }
    return words.reversed()
  }

  /// Levenshtein's distance.
  private static func letters(_ a: String, _ b: String) -> Int {
    if a == b { return 0 }
    let (a, b) = (Array(a), Array(b))
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let cost = min(row[j] + 1, row[j + 1] + 1, corner + (letter == other ? 0 : 1))
        corner = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[b.count]
  }
}
