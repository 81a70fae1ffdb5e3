internal import RoundhouseModel
internal import RoundhouseRuns

/// Reads documents, and gathers all that is wrong with them.
package struct DocumentReader {
  static let maximumSteps = 1000
  static let maximumPlans = 8
  /// Thirty days, in milliseconds.
  static let longest = 2_592_000_000

  var problems = ManifestProblems(path: "")

  /// A whole document.
  /// - Parameter read: nil only if it has found a problem.
  static func document<Value>(
    _ text: [UInt8], _ read: (inout DocumentReader, JSONNode) -> Value?
  ) throws(DocumentProblems) -> Value {
    let root = try parse(text)
    var reader = DocumentReader()
    reader.problems.addDuplicates(in: root)
    guard let value = read(&reader, root), reader.problems.isEmpty else { throw DocumentProblems(reader.problems) }
    return value
  }

  /// A document in its run's input, and what is given to it.
  static func request<Value>(
    _ text: [UInt8], _ member: String, _ read: (inout DocumentReader, JSONNode) -> Value?
  ) throws(DocumentProblems) -> (Value, input: [UInt8]) {
    var input = StepOutcome.null
    let value = try document(text) { reader, root -> Value? in
      guard let object = ManifestObject(root, keys: [member, "input"], &reader.problems) else { return nil }
      if let node = object["input"] { input = Array(node.raw) }
      guard let node = object[member] else {
        reader.problems.addMissing(
          member, in: root, expected: "an object", remedy: "write { \"\(member)\": { … }, \"input\": … }")
        return nil
      }
      return read(&reader, node)
    }
    return (value, input)
  }

  private static func parse(_ text: [UInt8]) throws(DocumentProblems) -> JSONNode {
    do throws(JSONError) { return try JSONDocument(parsing: text).root } catch { throw DocumentProblems(error) }
  }
}
