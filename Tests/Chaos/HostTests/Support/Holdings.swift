import Glibc

/// What this process holds of the system.
struct Holdings: CustomStringConvertible {
  /// What each is of.
  let descriptors: [String]
  /// What each is called.
  let threads: [String]
  /// Processes that it has started and that have not ended, or were not waited for.
  let children: Int

  static var now: Holdings {
    Holdings(
      descriptors: names("/proc/self/fd").map(link),
      threads: names("/proc/self/task").map { text("/proc/self/task/\($0)/comm").filter { $0 != "\n" } },
      children: children)
  }

  func isNoMore(than other: Holdings) -> Bool {
    descriptors.count <= other.descriptors.count && lasting == other.lasting && pool <= Holdings.mostInPool
      && children <= other.children
  }

  /// Of the host's threads those that are not of its pool. The others are the system's, which come and go.
  private var lasting: [String] { threads.filter { $0.hasPrefix("rh-") && $0 != Holdings.poolName }.sorted() }
  /// Threads for what blocks: as many as were needed at once, kept for the next time.
  private var pool: Int { threads.count { $0 == Holdings.poolName } }
  private static let poolName = "rh-agent"
  /// What the host is configured to.
  private static let mostInPool = 64

  var description: String {
    "\(descriptors.count) descriptors \(descriptors.sorted()), \(threads.count) threads \(threads.sorted()), \(children) children"
  }

  private static var children: Int {
    names("/proc/self/task").reduce(0) { count, thread in
      count + text("/proc/self/task/\(thread)/children").split(separator: " ").count
    }
  }

  private static func names(_ folder: String) -> [String] {
    guard let list = opendir(folder) else { return [] }
    defer { closedir(list) }
    var names: [String] = []
    while let entry = readdir(list) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  private static func link(_ descriptor: String) -> String {
    var bytes = [CChar](repeating: 0, count: 512)
    let count = readlink("/proc/self/fd/\(descriptor)", &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)).lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func text(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
