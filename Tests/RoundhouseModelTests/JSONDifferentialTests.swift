import Foundation
import RoundhouseModel
import Testing

/// Our reader and writer beside Python's.
struct JSONDifferentialTests {
  @Test(
    "Python's json module accepts the same texts and reads the same values",
    .enabled(if: Fixture.hasPython, "needs python3"), arguments: 1...4)
  func agreesWithPython(_ seed: Int) throws {
    let script = Fixture.tests.appending(path: "Fixtures/JSON/reference.py").path()
    let lines = try Fixture.run("python3", [script, "\(seed)", "1500"]).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 1500)
    var accepted = 0
    for line in lines {
      let parts = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      let text = bytes(parts[0])
      let verdict = Array(parts[1])
      let shown = String(decoding: text, as: UTF8.self)
      if verdict == Array("no".utf8) {
        #expect(throws: JSONError.self, "\(shown)") { try JSONDocument(parsing: text) }
        continue
      }
      accepted += 1
      let root = try JSONDocument(parsing: text).root
      let expected = try JSONDocument(parsing: verdict).root
      #expect(try JSONDocument(parsing: rewritten(root)).root.isEqual(to: expected), "\(shown)")
    }
    #expect(accepted > 500)
  }

  private func bytes(_ hexadecimal: some Sequence<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in hexadecimal {
      let value = digit < 0x3A ? digit - 0x30 : digit - 0x57
      if let first = high { bytes.append(first << 4 | value) }
      high = high == nil ? value : nil
    }
    return bytes
  }

  /// The text made anew from decoded values.
  private func rewritten(_ node: JSONNode) -> [UInt8] {
    var writer = JSONWriter()
    write(node, &writer)
    return writer.bytes
  }

  private func write(_ node: JSONNode, _ writer: inout JSONWriter) {
    switch node.kind {
    case .null: writer.null()
    case .bool: writer.bool(node.bool ?? false)
    case .string: writer.string(node.string ?? "")
    case .number: writeNumber(node, &writer)
    case .array:
      writer.beginArray()
      for element in node.elements { write(element, &writer) }
      writer.endArray()
    case .object:
      writer.beginObject()
      for member in node.members {
        writer.key(member.key)
        write(member.value, &writer)
      }
      writer.endObject()
    }
  }

  private func writeNumber(_ node: JSONNode, _ writer: inout JSONWriter) {
    let isWritten = node.raw.allSatisfy { $0 == UInt8(ascii: "-") || $0 &- 48 < 10 }
    if isWritten, let int = node.int {
      writer.int(int)
    } else if isWritten, let uint = node.uint {
      writer.uint(uint)
    } else if let double = node.double {
      writer.double(double)
    } else {
      writer.string("huge")
    }
  }
}
