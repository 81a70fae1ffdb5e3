// SPDX-License-Identifier: Apache-2.0

/// Where and how a consonant is made.
struct Consonant: Equatable {
  /// From the lips to the throat.
  enum Place: Int {
    case lips, lipAndTeeth, teeth, ridge, behindRidge, curled, hardPalate, softPalate, uvula, throat, glottis
  }

  enum Manner: Int {
    case stop, affricate, fricative, nasal, lateral, tap, trill, approximant
  }

  var place: Place
  var manner: Manner
  var isVoiced: Bool

  /// Place and manner weigh two fifths each, the voice one.
  func similarity(to other: Consonant) -> Double {
    let distance = Double(abs(place.rawValue - other.place.rawValue))
    // Beyond half of the mouth it does not matter how far it is.
    let placeLikeness = max(0, 1 - distance / 5)
    let likeness =
      0.4 * placeLikeness + 0.4 * manner.likeness(to: other.manner) + (isVoiced == other.isVoiced ? 0.2 : 0)
    // Two signs are two sounds, even where the features are too coarse to tell them apart.
    return min(likeness, 0.95)
  }
}

extension Consonant.Manner {
  /// Pairs between which children and learners go astray are near each other.
  private static let kinships: [(Consonant.Manner, Consonant.Manner, Double)] = [
    (.stop, .affricate, 0.7), (.affricate, .fricative, 0.7), (.stop, .fricative, 0.4), (.stop, .nasal, 0.5),
    (.lateral, .approximant, 0.7), (.tap, .approximant, 0.6), (.trill, .approximant, 0.6), (.tap, .trill, 0.8),
    (.stop, .tap, 0.6), (.lateral, .tap, 0.6), (.fricative, .approximant, 0.5), (.nasal, .lateral, 0.4),
  ]

  fileprivate func likeness(to other: Consonant.Manner) -> Double {
    if self == other { return 1 }
    return Self.kinships.first { ($0.0, $0.1) == (self, other) || ($0.1, $0.0) == (self, other) }?.2 ?? 0
  }
}
