// SPDX-License-Identifier: Apache-2.0

extension String {
  /// The stem of an English word in lower case, by M. F. Porter's algorithm of 1980; other words stay as they are.
  public var stem: String {
    guard utf8.count > 2, utf8.allSatisfy({ 0x61...0x7A ~= $0 }) else { return self }
    var word = PorterWord(letters: Array(utf8))
    word.removePlural()
    word.removePastAndGerund()
    word.replaceFinalY()
    word.replaceLongEndings()
    word.removeLastEnding()
    word.tidy()
    return String(decoding: word.letters, as: UTF8.self)
  }
}
