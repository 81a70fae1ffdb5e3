// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// Compares what was to be said with what was heard, sound by sound.
struct Speech: Agent {
  private let settings: SpeechSettings

  init(_ host: HostServices) throws {
    settings = try host.decodeConfiguration()
    try Espeak.check(settings.language)
  }

  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "speech.analyze", "analyze": try .json(analysis(call.decode()))
    case "speech.phonemes": try .json(phonemes(call.decode()))
    case "speech.languages": try .json(["languages": Espeak.languages()])
    default:
      throw AgentError(
        .unknownCapability, "ask for speech.analyze, speech.phonemes, speech.languages or analyze")
    }
  }

  private func analysis(_ question: SpeechQuestion) throws -> SpeechAnalysis {
    let expected = try spoken(question.expected, question.language, "expected")
    try Task.checkCancellation()
    let heard = try spoken(question.heard, question.language, "heard")
    guard !expected.sounds.isEmpty else {
      throw AgentError(
        .badRequest, "\"expected\" has no sound in it; write words of the language as they are spelt",
        agentCode: "no_sounds")
    }
    return try SpeechAnalysis(expected: expected, heard: heard)
  }

  private func phonemes(_ question: PhonemeQuestion) throws(AgentError) -> PhonemeAnswer {
    let language = question.language ?? settings.language
    return PhonemeAnswer(try spoken(question.text, language, "text"), language: language)
  }

  private func spoken(_ text: String, _ language: String?, _ member: String) throws(AgentError) -> SpokenText {
    guard text.count <= settings.characters else {
      throw AgentError(
        .badRequest,
        "\"\(member)\" has \(text.count) characters, and \"characters\" of the agent's configuration allows "
          + "\(settings.characters); send it sentence by sentence", agentCode: "too_long_text")
    }
    let spoken = try SpokenText(text, Espeak.phonemes(of: text, in: language ?? settings.language))
    guard spoken.sounds.count <= SpokenText.mostSounds else {
      throw AgentError(
        .badRequest,
        "\"\(member)\" has \(spoken.sounds.count) sounds, more than \(SpokenText.mostSounds); send it sentence by sentence",
        agentCode: "too_long_text")
    }
    return spoken
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Speech.self) }
