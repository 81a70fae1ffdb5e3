/// What a run came to, as lines for a person: the same whether they go to a terminal in colours or to a file.
package struct PatternReport: Sendable, Equatable {
  package enum Line: Sendable, Equatable {
    /// What stands above what follows.
    case heading(String)
    /// Running text, wrapped to the width there is.
    case text(String)
    /// What somebody has said.
    case speech(who: String, what: String)
    /// One fact with its name.
    case fact(name: String, value: String)
    /// One of several, with how grave it is: `good`, `notice`, `bad`.
    case item(Weight, String)
    case gap
  }

  package enum Weight: Sendable, Equatable { case plain, good, notice, bad }

  package var lines: [Line]

  package init(_ lines: [Line] = []) { self.lines = lines }
}
