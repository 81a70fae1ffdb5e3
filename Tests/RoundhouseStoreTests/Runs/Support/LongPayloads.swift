import Foundation
import RoundhouseModel
import RoundhouseRuns

/// Payloads that are too long for a row, and the files they lie in.
enum LongPayloads {
  /// One more byte than a row has.
  static let length = Artifact.limit + 1

  /// The same bytes for one number, others for another.
  static func payload(_ number: Int64, _ length: Int = length) -> [UInt8] {
    var bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: length)
    withUnsafeBytes(of: number) { bytes.replaceSubrange(0..<8, with: $0) }
    return bytes
  }

  /// A run with such an input.
  static func run(_ number: Int64, input: [UInt8], state: RunState = .running, key: String = "") -> RunOperation {
    var run = RunRecord(
      number: RunNumber(rawValue: number), workflow: "trip", version: 1, state: state, input: input, created: number)
    run.clientKey = key
    return .create(run)
  }

  /// The end of a run with such an output.
  static func end(_ number: Int64, output: [UInt8], epoch: Int64 = 0) -> RunOperation {
    var change = RunChange(number: RunNumber(rawValue: number), epoch: epoch, state: .completed)
    change.ended = number
    change.output = output
    return .update(change)
  }

  /// The names of the files beside a file of runs.
  static func files(_ folder: String, of name: String = "1") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name).artifacts")) ?? []).sorted()
  }

  /// The names that its rows have for them.
  static func named(_ folder: String, of name: String = "1") -> [String] {
    let text = RawDatabase.ask(
      "\(folder)/\(name).db",
      "select group_concat(name) from (select distinct lower(hex(digest)) as name from artifacts order by name)")
    return text == "null" ? [] : text.split(separator: ",").map(String.init)
  }
}
