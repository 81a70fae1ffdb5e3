internal import CPlatform
internal import Glibc

/// What an instance could leave behind in its process.
struct ProcessResidue: Sendable {
  let threads: Int
  /// Where each open descriptor leads, sorted.
  let descriptors: [String]
  /// Mapped files, each as often as it is mapped, sorted.
  let mappings: [String]

  init() {
    threads = FolderNames.of("/proc/self/task").count
    descriptors = FolderNames.of("/proc/self/fd").compactMap(ProcessResidue.target).sorted()
    mappings = ProcessResidue.mappedFiles()
  }

  /// What there is more of than before, in words.
  func surplus(over earlier: ProcessResidue) -> [String] {
    var surplus: [String] = []
    if threads > earlier.threads { surplus.append("\(threads - earlier.threads) thread(s)") }
    let opened = ProcessResidue.difference(descriptors, earlier.descriptors)
    if !opened.isEmpty {
      surplus.append("\(opened.count) open descriptor(s): \(opened.prefix(3).joined(separator: ", "))")
    }
    let mapped = ProcessResidue.difference(mappings, earlier.mappings)
    if !mapped.isEmpty { surplus.append("\(mapped.count) mapping(s): \(mapped.prefix(3).joined(separator: ", "))") }
    return surplus
  }

  /// The elements of a that b does not have, as often as a has more of them.
  private static func difference(_ a: [String], _ b: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for name in b { counts[name, default: 0] += 1 }
    return a.filter { name in
      counts[name, default: 0] -= 1
      return counts[name, default: 0] < 0
    }
  }

  private static func target(_ descriptor: String) -> String? {
    var room = [UInt8](repeating: 0, count: 512)
    let count = readlink("/proc/self/fd/\(descriptor)", &room, room.count)
    guard count > 0 else { return nil }
    let text = String(decoding: room[..<count], as: UTF8.self)
    // The folder that is being read.
    return text.hasPrefix("/proc/") ? nil : text
  }

  private static func mappedFiles() -> [String] {
    FileBytes.text("/proc/self/maps").split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
      guard fields.count == 6, !fields[5].hasPrefix("[") else { return nil }
      return String(fields[5])
    }.sorted()
  }
}
