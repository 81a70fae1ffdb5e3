import Foundation

/// Processes as `/proc` shows them.
enum Family {
  /// The living ones of a process group.
  static func members(of group: Int32) -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.filter { self.group(of: $0) == group }
  }

  private static func group(of process: Int32) -> Int32? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    return fields.count > 2 && fields[0] != "Z" ? Int32(fields[2]) : nil
  }
}
