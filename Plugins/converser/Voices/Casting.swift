// SPDX-License-Identifier: Apache-2.0

/// Which voice a role has, by the words in which it is described.
enum Casting {
  static func voice(for role: String) -> any Voice {
    let words = Set(Words.all(in: role.replacing("_", with: " ")))
    func has(_ names: String...) -> Bool { !words.isDisjoint(with: names) }
    if has("shakespeare", "poet", "bard", "playwright", "elizabethan") { return PoetVoice() }
    if has("einstein", "physicist", "scientist") { return ScientistVoice() }
    if has("moderator", "facilitator", "chair", "host") { return ModeratorVoice() }
    if has("student", "learner", "pupil", "beginner", "novice") { return StudentVoice() }
    if has("teacher", "tutor", "professor", "instructor", "coach", "mentor") { return TeacherVoice() }
    if has("critic", "skeptic", "sceptic", "opponent", "advocate") { return CriticVoice() }
    if has("brainstormer", "brainstorming", "inventor", "creative", "designer", "ideas") && !has("ux", "ui") {
      return BrainstormerVoice()
    }
    if let specialty = Specialty.find(words) { return ExpertVoice(specialty: specialty) }
    if has("assistant", "helper", "helpful") { return AssistantVoice() }
    return ExpertVoice(specialty: Specialty.general(role))
  }
}
