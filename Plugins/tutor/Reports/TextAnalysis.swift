// SPDX-License-Identifier: Apache-2.0

/// The output of `analyze`: which words were right, and what to practise.
struct TextAnalysis: Encodable {
  let learnerId: String?
  let summary: String
  let words: [ComparedWord]
  let advice: [String]

  init(_ question: TextQuestion) {
    learnerId = question.learnerId
    let (expected, heard) = (TextAnalysis.words(of: question.expected), TextAnalysis.words(of: question.heard))
    guard !expected.isEmpty else {
      words = []
      summary = "There is no text to look at; with \"expected\" and \"heard\" there would be."
      advice = ["Let the learner read a sentence aloud, and compare it."]
      return
    }
    words = WordAlignment.compare(expected, heard)
    let wrong = words.filter { $0.distance > 0 }
    summary =
      wrong.isEmpty
      ? "All \(expected.count) words were right."
      : "\(words.count - wrong.count) of \(words.count) words were right; not right: \(wrong.prefix(5).map(\.text).joined(separator: ", "))."
    advice =
      wrong.isEmpty
      ? ["Take a longer sentence next."] : wrong.prefix(3).map(\.advice)
  }

  /// At most 200 of at most 40 letters: comparing takes time that grows with both squares.
  private static func words(of text: String?) -> [String] {
    (text ?? "").lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }.prefix(200)
      .map { String($0.prefix(40)) }
  }
}
