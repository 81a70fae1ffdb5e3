// SPDX-License-Identifier: Apache-2.0

/// The output of `tutor.hint`.
struct Hint: Encodable {
  let hint: String
  let step: Int
  let steps: Int
  let isLast: Bool

  /// - Parameter step: beyond the last one it is the last one.
  init(_ exercise: Exercise, step: Int) {
    let hints = exercise.task.hints
    self.step = min(max(step, 1), hints.count)
    hint = hints[self.step - 1]
    steps = hints.count
    isLast = self.step == hints.count
  }
}
