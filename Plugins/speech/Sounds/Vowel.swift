// SPDX-License-Identifier: Apache-2.0

/// Where the tongue is and what the lips do in a vowel.
struct Vowel: Equatable {
  /// 0 is as high as can be (i), 1 as low (a).
  var height: Double
  /// 0 is in front (i), 1 at the back (u).
  var backness: Double
  var isRounded: Bool
  var isLong = false
  var isNasal = false
  /// Whether the tongue is drawn back as for an r.
  var isRhotic = false
  /// Where a diphthong goes to.
  var end: [Double] = []

  func similarity(to other: Vowel) -> Double {
    let begin = 0.5 * abs(height - other.height) + 0.5 * abs(backness - other.backness)
    var distance = begin
    if !end.isEmpty || !other.end.isEmpty {
      let (a, b) = (target, other.target)
      distance = 0.6 * begin + 0.4 * (0.5 * abs(a[0] - b[0]) + 0.5 * abs(a[1] - b[1]))
      if end.isEmpty != other.end.isEmpty { distance += 0.1 }
    }
    if isRounded != other.isRounded { distance += 0.1 }
    if isLong != other.isLong { distance += 0.05 }
    if isNasal != other.isNasal { distance += 0.15 }
    if isRhotic != other.isRhotic { distance += 0.15 }
    return min(0.95, max(0, 1 - distance))
  }

  /// Whether a consonant is little else than this vowel said short: y and i, w and u.
  func isNear(_ consonant: Consonant) -> Bool {
    guard consonant.manner == .approximant, height < 0.35 else { return false }
    return backness < 0.3 ? consonant.place == .hardPalate : consonant.place == .softPalate && backness > 0.6
  }

  private var target: [Double] { end.isEmpty ? [height, backness] : end }
}
