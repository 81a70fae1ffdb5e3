/// Finds the least that suffices, by asking again and again with less.
struct NeedSearch {
  /// Each question starts a worker and asks it everything.
  private var questionsLeft: Int
  private let suffices: ([Need]) -> Bool

  /// - Parameters:
  ///   - limit: how many questions are asked at most; then what is known is the answer.
  ///   - suffices: whether the agent does all it should with these.
  init(limit: Int, suffices: @escaping ([Need]) -> Bool) {
    questionsLeft = limit
    self.suffices = suffices
  }

  /// None of what is returned can be left out or made smaller, as far as was asked.
  /// - Parameter needs: together they suffice.
  mutating func least(of needs: [Need]) -> [Need] {
    var kept = dropped(from: needs, keeping: [])
    var place = 0
    while place < kept.count {
      let others = Array(kept[..<place] + kept[(place + 1)...])
      let parts = kept[place].parts
      if !parts.isEmpty, asks(others + parts) {
        kept = others + dropped(from: parts, keeping: others)
      } else {
        place += 1
      }
    }
    return kept
  }

  /// Leaves out what can be left out: halves first, then ever smaller shares.
  private mutating func dropped(from needs: [Need], keeping others: [Need]) -> [Need] {
    var kept = needs
    var share = max(1, kept.count / 2)
    while true {
      var place = 0
      while place < kept.count {
        var fewer = kept
        fewer.removeSubrange(place..<min(place + share, kept.count))
        if asks(others + fewer) { kept = fewer } else { place += share }
      }
      if share == 1 { return kept }
      share = max(1, min(share / 2, kept.count))
    }
  }

  private mutating func asks(_ needs: [Need]) -> Bool {
    guard questionsLeft > 0 else { return false }
    questionsLeft -= 1
    return suffices(needs)
  }
}
