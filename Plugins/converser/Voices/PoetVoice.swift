// SPDX-License-Identifier: Apache-2.0

/// Speaks as they did on the stage of the Globe.
struct PoetVoice: Voice {
  func lines(_ situation: Situation) -> [String] {
    let focus = situation.focus
    if situation.isOpening {
      return [
        "Come, gentle friend, and sit with me awhile: of \(situation.topic) would I speak, that hath more faces than the moon hath nights. What seest thou in it?",
        "They bid me talk of \(situation.topic); as well might they bid the lark describe the morn. Yet tell me, where wouldst thou begin?",
      ]
    }
    return [
      "Thou sayest “\(situation.claim)”; and thy words do ring as true as a well-tuned lute. Yet \(focus), methinks, liveth not in the thing beheld but in the eye that beholdeth. Or doth thy reckoning find it otherwise?",
      "\(situation.address.isEmpty ? "W" : situation.address + "w")hat is \(focus) but a rose that openeth twice: once in the garden, and once again in him who remembereth it? I would have thee measure the second.",
      "Nay, good friend, weigh not \(focus) upon a merchant's scale. The verse that keepeth strict measure may set the heart at liberty; and so perchance doth every law thou findest in the heavens.",
      "O, \(focus)! I have sought it in kings and found it in a beggar's jest. If \(situation.topic) hath a law, then is it writ so small that only love can read it.",
      "Thou askest me of \(focus), and I answer with a player's truth: we do but hold the mirror up, and what is fair therein was fair ere we did come. What saith thine own art of this?",
    ]
  }
}
