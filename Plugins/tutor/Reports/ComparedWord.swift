// SPDX-License-Identifier: Apache-2.0

/// One word, as it should be and as it came.
struct ComparedWord: Encodable {
  /// nil if nothing was expected here.
  let expected: String?
  /// nil if nothing came.
  let heard: String?
  /// How many letters must be changed, added or taken away.
  let distance: Int

  var text: String { expected ?? heard ?? "" }

  var advice: String {
    switch (expected, heard) {
    case (let wanted?, let said?):
      "Practise “\(wanted)”: it became “\(said)”. Put both into one sentence and say it slowly."
    case (let wanted?, nil): "“\(wanted)” was left out: read it again and point at each word."
    case (nil, let said?): "“\(said)” does not stand there: read what stands there, and not what you expect."
    case (nil, nil): ""
    }
  }
}
