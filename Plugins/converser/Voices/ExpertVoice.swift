// SPDX-License-Identifier: Apache-2.0

/// Looks at everything from one side, and knows that side.
struct ExpertVoice: Voice {
  let specialty: Specialty

  func lines(_ situation: Situation) -> [String] {
    let subject = situation.concept?.name ?? situation.focus
    let concern = specialty.concerns[situation.turn % specialty.concerns.count]
    let advice = specialty.advice[situation.turn % specialty.advice.count]
    let known = situation.concept.map { " \($0.benefit) But mind this. \($0.risk)" } ?? ""
    if situation.isOpening {
      return [
        "As \(specialty.name) I look at \(situation.topic) and ask first: \(concern).\(known) My advice: \(advice).",
        "\(situation.topic.sentenceCase), seen from \(specialty.view): the question is \(concern). I would \(advice).",
      ]
    }
    return [
      "From \(specialty.view), what decides about \(subject) is \(concern).\(known) I would \(advice).",
      situation.addressed("To “\(situation.claim)” I say: yes, if we can answer \(concern). Until then, \(advice)."),
      "As \(specialty.name) I worry less about \(subject) itself than about \(concern).\(known) A first step: \(advice).",
      "Two things about \(subject). First: \(concern). Second: \(advice), before it costs more to do so.",
    ]
  }
}
