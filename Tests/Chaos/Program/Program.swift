import Glibc
import RunLives

/// One life in a process of its own: `roundhouse-life FOLDER BATCHES COPIES WORK DEATH AHEAD`. BATCHES and WORK are names with
/// commas between, DEATH is `-` or such as `before:3` or `before:3:records`, AHEAD says how many runs may be ahead of their
/// rows. Ends with 0 when nothing is left to do.
@main
struct Program {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 6, let copies = Int(arguments[2]), let ahead = Int(arguments[5]) else {
      print("roundhouse-life FOLDER BATCHES COPIES WORK DEATH AHEAD")
      exit(2)
    }
    var life = Life(arguments[0])
    life.batches = arguments[1].split(separator: ",").map(String.init)
    life.copies = copies
    life.work = arguments[3].split(separator: ",").compactMap { LifeWork(rawValue: String($0)) }
    life.death = LifeStore.Death(arguments[4])
    life.ahead = ahead
    let lived = life
    // Off the main actor, to which everything awaited from here would come back otherwise.
    exit(await Task.detached { await end(lived) }.value)
  }

  private static func end(_ life: Life) async -> Int32 {
    do {
      _ = try await life.live()
      return 0
    } catch {
      print(error)
      return 1
    }
  }
}
