// SPDX-License-Identifier: Apache-2.0
import AgentKit
import CEspeak
import Glibc
import Synchronization

/// espeak-ng, of which there is one for each process and which one thread may use at a time.
///
/// The lock is held while it works, which takes some ten microseconds for a word and twenty milliseconds for the first one in
/// a language. Several calls are let in all the same: the host ends a worker all of whose calls are late, and with one place
/// a single one would be all.
enum Espeak {
  private enum State {
    case unused
    case failed(String)
    case ready(languages: Set<String>, current: String)
  }

  private static let state = Mutex(State.unused)

  /// - Throws: an error that the operator reads, if it cannot begin or does not know the language.
  static func check(_ language: String) throws(AgentError) { _ = try phonemes(of: "", in: language) }

  /// The languages that it knows, such as `en-us`.
  static func languages() throws(AgentError) -> [String] {
    try state.withLock { state throws(AgentError) in try ready(&state).languages.sorted() }
  }

  /// The words of a text with what each sounds like, in the letters of the International Phonetic Association with `_`
  /// between sounds. Each word is taken by itself, so that one knows where a sound belongs.
  static func phonemes(of text: String, in language: String) throws(AgentError) -> [(word: String, phonemes: String)] {
    try state.withLock { state throws(AgentError) in
      try choose(language.lowercased(), &state)
      return text.split(whereSeparator: \.isWhitespace).map { (String($0), sound(of: String($0))) }
    }
  }

  // MARK: Within the lock

  private static func ready(_ state: inout State) throws(AgentError) -> (languages: Set<String>, current: String) {
    if case .unused = state { state = begun() }
    switch state {
    case .ready(let languages, let current): return (languages, current)
    case .failed(let reason): throw AgentError(.agentError, reason, agentCode: "no_espeak")
    case .unused: preconditionFailure("it has begun, or failed")
    }
  }

  private static func begun() -> State {
    // It sets the process' locale, which is not its own.
    let locale = setlocale(LC_CTYPE, nil).map { String(cString: $0) }
    defer { _ = setlocale(LC_CTYPE, locale ?? "C") }
    guard espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nil, espeakINITIALIZE_DONT_EXIT) > 0 else {
      return .failed(
        "espeak-ng does not find its data; install espeak-ng-data, and let \"permissions\" of the manifest read it")
    }
    return .ready(languages: known(), current: "")
  }

  /// Each voice has a list of languages: a byte of priority, a text, and so on up to a byte 0.
  private static func known() -> Set<String> {
    guard var voice = espeak_ListVoices(nil) else { return [] }
    var known: Set<String> = []
    while let details = voice.pointee {
      var place = details.pointee.languages
      while let entry = place, entry.pointee != 0 {
        known.insert(String(cString: entry + 1))
        place = entry + 1 + strlen(entry + 1) + 1
      }
      voice += 1
    }
    return known
  }

  private static func choose(_ language: String, _ state: inout State) throws(AgentError) {
    let (languages, current) = try ready(&state)
    if current == language { return }
    // Names that are not in its list it would look for among files.
    guard languages.contains(language), espeak_SetVoiceByName(language) == EE_OK else {
      throw AgentError(
        .badRequest, "espeak-ng has no language \(language); speech.languages lists them, such as en-us, en-gb, de, fr",
        agentCode: "unknown_language")
    }
    state = .ready(languages: languages, current: language)
  }

  private static func sound(of word: String) -> String {
    // A sign that stands alone it would call by its name.
    guard word.contains(where: { $0.isLetter || $0.isNumber }) else { return "" }
    return word.withCString { text in
      var rest: UnsafeRawPointer? = UnsafeRawPointer(text)
      var clauses: [String] = []
      // It gives one clause after the other and says that there is no more by a null pointer. The answer is its own memory.
      while rest != nil {
        guard let phonemes = espeak_TextToPhonemes(&rest, espeakCHARS_UTF8, Self.notation) else { break }
        clauses.append(String(cString: phonemes))
      }
      return clauses.joined(separator: " ")
    }
  }

  /// The second bit asks for IPA, the second byte is what stands between sounds.
  private static let notation = 0x02 | Int32(UInt8(ascii: "_")) << 8
}
