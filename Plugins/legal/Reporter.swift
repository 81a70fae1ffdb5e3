// SPDX-License-Identifier: Apache-2.0

/// A series in which decisions are printed.
struct Reporter {
  let name: String
  /// The years whose decisions it has.
  let years: ClosedRange<Int>
  /// The only court whose decisions it has; nil if there are several.
  let court: String?
  /// Whether a citation must name the court.
  let needsCourt: Bool
  /// Whether the year stands in brackets before it, as in Britain.
  let isBracketed: Bool

  private init(
    _ name: String, _ years: ClosedRange<Int>, court: String? = nil, needsCourt: Bool = false, isBracketed: Bool = false
  ) {
    self.name = name
    self.years = years
    self.court = court
    self.needsCourt = needsCourt
    self.isBracketed = isBracketed
  }

  /// By ``key(of:)`` of their names.
  static let all = Dictionary(uniqueKeysWithValues: list.map { (key(of: $0.name), $0) })

  /// Letters and digits alone, in lower case: all ways of writing one abbreviation.
  static func key(of text: some StringProtocol) -> String {
    String(decoding: text.lowercased().utf8.filter { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 }, as: UTF8.self)
  }

  private static let open = 2_999
  private static let list =
    [
      Reporter("U.S.", 1754...open, court: "Supreme Court of the United States"),
      Reporter("S. Ct.", 1882...open, court: "Supreme Court of the United States"),
      Reporter("L. Ed.", 1790...1956, court: "Supreme Court of the United States"),
      Reporter("L. Ed. 2d", 1956...open, court: "Supreme Court of the United States"),
      Reporter("F.", 1880...1924, needsCourt: true), Reporter("F.2d", 1924...1993, needsCourt: true),
      Reporter("F.3d", 1993...2021, needsCourt: true), Reporter("F.4th", 2021...open, needsCourt: true),
      Reporter("F. Supp.", 1932...1998, needsCourt: true), Reporter("F. Supp. 2d", 1998...2014, needsCourt: true),
      Reporter("F. Supp. 3d", 2014...open, needsCourt: true), Reporter("F.R.D.", 1938...open, needsCourt: true),
      Reporter("N.Y.", 1847...1956, court: "New York Court of Appeals"),
      Reporter("N.Y.2d", 1956...2003, court: "New York Court of Appeals"),
      Reporter("N.Y.3d", 2003...open, court: "New York Court of Appeals"),
      Reporter("Va.", 1790...open, court: "Supreme Court of Virginia"),
      Reporter("Cal.", 1850...1934, court: "Supreme Court of California"),
      Reporter("Cal. 2d", 1934...1969, court: "Supreme Court of California"),
      Reporter("Cal. 3d", 1969...1991, court: "Supreme Court of California"),
      Reporter("Cal. 4th", 1991...2016, court: "Supreme Court of California"),
      Reporter("Cal. 5th", 2016...open, court: "Supreme Court of California"),
      Reporter("Mass.", 1804...open, court: "Supreme Judicial Court of Massachusetts"),
      Reporter("Ill. 2d", 1954...2011, court: "Supreme Court of Illinois"),
      Reporter("Ex.", 1847...1856, court: "Court of Exchequer"), Reporter("Eng. Rep.", 1220...1865),
      Reporter("AC", 1891...open, isBracketed: true), Reporter("QB", 1891...open, isBracketed: true),
      Reporter("KB", 1901...1952, isBracketed: true), Reporter("Ch", 1891...open, isBracketed: true),
      Reporter("WLR", 1953...open, isBracketed: true), Reporter("All ER", 1936...open, isBracketed: true),
    ]
    + ["N.E.", "N.W.", "S.E.", "S.W.", "A.", "P.", "So."].flatMap { name in
      [
        Reporter(name, 1879...1942, needsCourt: true), Reporter("\(name)2d", 1926...2020, needsCourt: true),
        Reporter("\(name)3d", 1999...open, needsCourt: true),
      ]
    }
}
