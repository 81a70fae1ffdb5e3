internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// Watches what a host leaves behind: while this value lives, processes whose parents end become this one's children.
struct Orphans: ~Copyable {
  private let known: Set<pid_t>

  init() {
    Subreaper.set(true)
    known = Set(Self.children().map(\.id))
  }

  deinit { Subreaper.set(false) }

  /// What a host that has ended left behind; ended too then, one by one.
  /// - Parameter patience: how long what ends with its host may take for that.
  borrowing func collect(patience: Nanoseconds) -> [ProcessTable.Entry] {
    _ = Patience.wait(patience) { left().isEmpty }
    let found = left()
    // Stopped first: what forks for ever would be faster than this loop.
    _ = Patience.wait(.seconds(20)) {
      let rest = left()
      for entry in rest { kill(entry.id, SIGSTOP) }
      for entry in rest { kill(entry.id, SIGKILL) }
      return rest.isEmpty
    }
    return found
  }

  private borrowing func left() -> [ProcessTable.Entry] {
    let mine = Self.children().filter { !known.contains($0.id) }
    for entry in mine where entry.state == "Z" { waitpid(entry.id, nil, WNOHANG) }
    let table = ProcessTable.look()
    let living = mine.filter { $0.state != "Z" }
    return living + living.flatMap { table.descendants(of: $0.id) }.filter { $0.state != "Z" }
  }

  private static func children() -> [ProcessTable.Entry] {
    let own = getpid()
    return ProcessTable.look().entries.filter { $0.parent == own }
  }
}
