import Glibc

/// What this process holds of the system.
struct ProcessCounts: CustomStringConvertible {
  let descriptors: Int
  let threads: Int
  /// Mappings of rings.
  let rings: Int

  static var now: ProcessCounts {
    ProcessCounts(descriptors: entries("/proc/self/fd"), threads: entries("/proc/self/task"), rings: rings)
  }

  /// Threads come and go with what the tests do; descriptors and rings are the workers'.
  func isNoMore(than other: ProcessCounts) -> Bool {
    descriptors <= other.descriptors && rings <= other.rings && threads <= other.threads + 70
  }

  var description: String { "\(descriptors) descriptors, \(threads) threads, \(rings) rings" }

  private static func entries(_ folder: String) -> Int {
    guard let list = opendir(folder) else { return -1 }
    defer { closedir(list) }
    var count = 0
    while readdir(list) != nil { count += 1 }
    return count
  }

  private static var rings: Int {
    guard let file = fopen("/proc/self/maps", "r") else { return -1 }
    defer { fclose(file) }
    var count = 0
    var line = [CChar](repeating: 0, count: 1024)
    while fgets(&line, 1024, file) != nil { if strstr(line, "roundhouse:ring") != nil { count += 1 } }
    return count
  }
}
