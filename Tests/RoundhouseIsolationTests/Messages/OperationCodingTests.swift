import FixtureBuilder
import RoundhouseLoading
import RoundhouseModel
import Testing

@testable import RoundhouseIsolation

@Suite struct OperationCodingTests {
  private static let all: [ScopedOperation] = [
    ScopedOperation(scope: .agent, key: "first", kind: .put([1, 2, 3]), expectedVersion: nil),
    ScopedOperation(scope: .principal, key: "", kind: .put([]), expectedVersion: 0),
    ScopedOperation(scope: .session, key: "ünï", kind: .delete, expectedVersion: 7),
    ScopedOperation(scope: .agent, key: String(repeating: "k", count: 4096), kind: .check, expectedVersion: 1 << 60),
  ]

  private func texts(_ operations: [ScopedOperation]?) -> [String]? { operations?.map { "\($0)" } }

  @Test func `operations come back as they were`() {
    for count in 0...Self.all.count {
      let operations = Array(Self.all.prefix(count))
      #expect(texts(OperationCoding.operations(OperationCoding.bytes(operations))) == texts(operations))
    }
  }

  @Test func `what is cut, of no kind or no scope is refused`() {
    let bytes = OperationCoding.bytes([Self.all[0]])
    for cut in 1..<bytes.count { #expect(OperationCoding.operations(Array(bytes.prefix(cut))) == nil, "\(cut)") }
    for (place, value) in [(0, UInt8(9)), (3, 0x80), (4, 3), (19, 0xFF), (23, 0xFF)] {
      var wrong = bytes
      wrong[place] = value
      #expect(OperationCoding.operations(wrong) == nil, "byte \(place)")
    }
  }

  @Test func `too many and too long keys are refused`() {
    let one = Self.all[0]
    #expect(OperationCoding.operations(OperationCoding.bytes(Array(repeating: one, count: 256)))?.count == 256)
    #expect(OperationCoding.operations(OperationCoding.bytes(Array(repeating: one, count: 257))) == nil)
    let long = ScopedOperation(
      scope: .agent, key: String(repeating: "k", count: 4097), kind: .check, expectedVersion: nil)
    #expect(OperationCoding.operations(OperationCoding.bytes([long])) == nil)
  }

  @Test(arguments: [5, UInt64.random(in: 0 ... .max)])
  func `any bytes are operations or refused`(_ seed: UInt64) {
    var random = Seeded(seed)
    let whole = OperationCoding.bytes(Self.all)
    for _ in 0..<2_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[.random(in: 0..<60, using: &random)] = .random(in: 0 ... .max, using: &random)
      }
      if let operations = OperationCoding.operations(bytes) { #expect(operations.count <= 256) }
    }
  }
}
