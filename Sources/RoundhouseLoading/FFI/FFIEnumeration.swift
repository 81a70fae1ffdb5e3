internal import RoundhouseModel

/// An enum with both ways of looking it up.
struct FFIEnumeration: Sendable {
  let name: String
  let scalar: ForeignScalar
  private let values: [String: Int64]
  private let labels: [Int64: String]

  init(_ source: ForeignEnum) {
    name = source.name
    scalar = source.type
    values = Dictionary(source.cases.map { ($0.label, $0.value) }) { first, _ in first }
    labels = Dictionary(source.cases.map { ($0.value, $0.label) }) { first, _ in first }
  }

  /// The label of an integer; of several, the manifest's first.
  func label(_ value: Int64) -> String? { labels[value] }

  func store(_ node: JSONNode, to place: UnsafeMutableRawPointer) throws(FFIFault) {
    guard let label = node.string else { throw FFIFault(expected: expected, found: node.summary) }
    guard let value = values[label] else {
      throw FFIFault(
        expected: expected, found: "\"\(label.prefix(64))\"",
        remedy: Spelling.nearest(to: label, among: values.keys.sorted()).map { "did you mean \"\($0)\"?" } ?? "")
    }
    _ = scalar.store(value, to: place)
  }

  func write(from place: UnsafeRawPointer, to writer: inout JSONWriter) throws(FFIFault) {
    let value = scalar.integer(at: place)
    guard let label = label(value) else {
      throw .library(
        "\(value) is none of the values of the enum \(name)", remedy: "add it to \"enums\" in the manifest")
    }
    writer.string(label)
  }

  private var expected: String {
    let names = values.keys.sorted()
    let list = names.prefix(12).map { "\"\($0)\"" }.joined(separator: ", ")
    return "one of \(list)\(names.count > 12 ? ", …" : "")"
  }
}
