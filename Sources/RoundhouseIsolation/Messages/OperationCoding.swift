internal import RoundhouseLoading
internal import RoundhouseModel

/// The operations of a `stateCommit` as bytes.
enum OperationCoding {
  private static let anyVersion = UInt64.max

  static func bytes(_ operations: [ScopedOperation]) -> [UInt8] {
    var bytes: [UInt8] = []
    for operation in operations {
      let (kind, value): (UInt32, [UInt8]) =
        switch operation.kind {
        case .put(let value): (0, value)
        case .delete: (1, [])
        case .check: (2, [])
        }
      append(UInt32(bitPattern: operation.scope.rawValue), to: &bytes)
      append(kind, to: &bytes)
      append(operation.expectedVersion ?? anyVersion, to: &bytes)
      append(UInt32(operation.key.utf8.count), to: &bytes)
      append(UInt32(value.count), to: &bytes)
      bytes.append(contentsOf: operation.key.utf8)
      bytes.append(contentsOf: value)
    }
    return bytes
  }

  /// - Returns: nil if the bytes are no operations.
  static func operations(_ bytes: [UInt8]) -> [ScopedOperation]? {
    var operations: [ScopedOperation] = []
    var place = 0
    while place < bytes.count {
      guard bytes.count - place >= 24 else { return nil }
      let scope = StateScope(rawValue: Int32(bitPattern: read(UInt32.self, bytes, place)))
      let kind = read(UInt32.self, bytes, place + 4)
      let version = read(UInt64.self, bytes, place + 8)
      let (keySize, valueSize) = (Int(read(UInt32.self, bytes, place + 16)), Int(read(UInt32.self, bytes, place + 20)))
      place += 24
      guard let scope, kind <= 2, keySize <= 4096, keySize + valueSize <= bytes.count - place else { return nil }
      let key = String(decoding: bytes[place..<place + keySize], as: UTF8.self)
      let value = Array(bytes[place + keySize..<place + keySize + valueSize])
      place += keySize + valueSize
      operations.append(
        ScopedOperation(
          scope: scope, key: key, kind: kind == 0 ? .put(value) : kind == 1 ? .delete : .check,
          expectedVersion: version == anyVersion ? nil : version))
      guard operations.count <= 256 else { return nil }
    }
    return operations
  }

  private static func append<T: FixedWidthInteger>(_ value: T, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
  }

  private static func read<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, _ bytes: [UInt8], _ place: Int) -> T
  {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: type) }
  }
}
