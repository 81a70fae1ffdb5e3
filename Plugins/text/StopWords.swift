// SPDX-License-Identifier: Apache-2.0

/// Words that say little about what a text is about.
public enum StopWords {
  /// Words of grammar: articles, pronouns, prepositions, auxiliaries.
  public static let common: Set<String> = set(
    """
    a about above after again all also although am an and any are as at be because been before being below between both
    but by can cannot could did do does doing down during each few for from further had has have having he her here hers
    herself him himself his how i if in into is it its itself just let ll may me might more most must my myself no nor not of
    off on once only or other our ours ourselves out over own re s same shall she should so some such t than that the
    their theirs them themselves then there these they this those through to too under until up upon ve very was we were
    what when where which while who whom whose why will with within without would you your yours yourself yourselves
    """)

  /// Words with which people ask for something, and which are not what they ask for.
  public static let requests: Set<String> = set(
    """
    analyse analyze answer collaborate compare define describe discuss documents explain find get give help information
    know lets list look need please problem question report research review say search show solve solving summarise
    summarize summary tell text topic us want work works write
    """)

  private static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
