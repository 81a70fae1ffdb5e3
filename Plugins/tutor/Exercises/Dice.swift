// SPDX-License-Identifier: Apache-2.0

/// Numbers that look like chance and are the same for the same seed (SplitMix64, Steele and others, 2014).
struct Dice {
  private var state: UInt64

  init(_ seed: Int, _ difficulty: Int) { state = UInt64(truncatingIfNeeded: seed) &* 31 &+ UInt64(difficulty) }

  mutating func roll(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
