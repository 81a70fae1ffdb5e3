// SPDX-License-Identifier: Apache-2.0

/// A way to speak.
protocol Voice {
  /// What could be said now, each of it on its own; never none.
  func lines(_ situation: Situation) -> [String]
}
