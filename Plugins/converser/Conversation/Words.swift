// SPDX-License-Identifier: Apache-2.0

/// The words of a text.
enum Words {
  /// All of them in lower case, without signs.
  static func all(in text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "'" || $0 == "’") }.map(String.init)
      .filter { $0.contains { $0.isLetter || $0.isNumber } }
  }

  /// Those that say what it is about.
  static func telling(in text: String) -> [String] { all(in: text).filter { !isCommon($0) } }

  static func isCommon(_ word: String) -> Bool { common.contains(word) || word.count < 2 }

  private static let common = Set(
    """
    a about above actually after again all almost also always am an and another any are around as ask asked at away be
    because been before being between both but by can cannot could did do does doing done dost doth down each either else
    even ever every explain few first for from further gave get give given go goes going good got great had has hath have
    having he hello help her here hers hi him his how however i i'm idea ideas if in into is isn't it it's its itself just
    know last let let's like make makes many may maybe me mean means might mine more most much must my need never new next
    no nor not now of off often oh ok on once one only or other others our ours out over own perhaps please put question
    quite rather really round said same say says see seem seems shall share she should show since so some something still
    such sure take tell than thank thanks that that's the thee their theirs them then there these they thing things think
    this those thou though three through thus thy to together too two under until up upon us use used using very want
    wants was way we well were what what's when where whether which while who whom whose why will with within without
    would yes yet you your yours creative brainstorm perspective expertise perceive improved improve point view
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
