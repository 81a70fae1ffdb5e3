internal import CPlatform
internal import CRoundhouse
internal import RoundhouseModel

/// Reads an agent's `rh_plugin` without trusting it.
///
/// NULL in a field that the header calls non-null, and a table of any length, must not reach Swift's types unseen, so
/// the table is copied by the kernel and read word by word.
struct TableReader: ~Copyable {
  /// A table has ten fields; a larger size than this is not a newer version but an error.
  private static let maximumSize = 64 << 10

  let abiMinor: UInt32
  private let path: String
  /// As much of the table as this host knows.
  private let bytes: [UInt8]
  private let probe: MemoryProbe

  init(_ library: SharedLibrary) throws(RoundhouseError) {
    let path = library.path
    guard let probe = MemoryProbe() else {
      throw RoundhouseError(
        .overloaded, "\(path) could not be looked at", remedy: "raise the limit of open files (ulimit -n)",
        cause: systemMessage(platform_errno()), path: path)
    }
    let address = try TableReader.address(library)
    guard address % UInt(MemoryLayout<rh_plugin>.alignment) == 0, let head = probe.copy(address, count: 16) else {
      throw TableReader.refused(path, "returns a table at an address where none can be", TableReader.constant)
    }
    let size = head.word(UInt32.self, at: 0)
    try TableReader.check(size: Int(size), path)
    try TableReader.check(needed: head.word(UInt32.self, at: 8), path)
    guard let bytes = probe.copy(address, count: min(Int(size), MemoryLayout<rh_plugin>.size)) else {
      throw TableReader.refused(path, "returns a table whose end is not in memory", TableReader.constant)
    }
    self.path = path
    self.bytes = bytes
    self.probe = probe
    abiMinor = head.word(UInt32.self, at: 4)
  }

  /// A function that every agent has.
  func required<Function>(_ name: String, _ field: KeyPath<rh_plugin, Function>) throws(RoundhouseError) -> Function {
    guard let word = try function(name, field) else {
      throw TableReader.refused(path, "has no \(name): its table says NULL", "set .\(name) in rh_plugin")
    }
    return unsafeBitCast(word, to: Function.self)
  }

  /// A function that an agent may have; nil if it is NULL or the agent's table ends before it.
  func optional<Function>(_ name: String, _ field: KeyPath<rh_plugin, Function?>) throws(RoundhouseError) -> Function? {
    try function(name, field).map { unsafeBitCast($0, to: Function.self) }
  }

  private func function(_ name: String, _ field: PartialKeyPath<rh_plugin>) throws(RoundhouseError) -> UInt? {
    guard let offset = MemoryLayout<rh_plugin>.offset(of: field), offset + MemoryLayout<UInt>.size <= bytes.count
    else { return nil }
    let word = bytes.word(UInt.self, at: offset)
    guard word != 0 else { return nil }
    guard probe.copy(word, count: 1) != nil else {
      throw TableReader.refused(
        path, "says that its \(name) is at an address where nothing is",
        "set .\(name) in rh_plugin to a function of the library")
    }
    return word
  }

  private static let constant = "return the address of a static const rh_plugin"

  private static func address(_ library: SharedLibrary) throws(RoundhouseError) -> UInt {
    typealias Entry = @convention(c) () -> UnsafeRawPointer?
    guard let symbol = library.symbol(AgentTable.entryName) else {
      throw refused(library.path, "does not export \(AgentTable.entryName)", "define it as roundhouse.h shows")
    }
    guard let table = unsafeBitCast(symbol, to: Entry.self)() else {
      throw refused(library.path, "returns NULL from \(AgentTable.entryName)", constant)
    }
    return UInt(bitPattern: table)
  }

  private static func check(size: Int, _ path: String) throws(RoundhouseError) {
    let core = 40  // create, destroy and invoke end here; the header asserts it.
    let remedy = "set .struct_size = sizeof(rh_plugin)"
    guard size >= core else {
      throw refused(path, "has a table of \(size) bytes, too short for create, destroy and invoke (\(core))", remedy)
    }
    guard size <= maximumSize else {
      throw refused(path, "says that its table has \(size) bytes, which cannot be", remedy)
    }
  }

  private static func check(needed: UInt32, _ path: String) throws(RoundhouseError) {
    guard needed > RH_ABI_MINOR else { return }
    let here = "\(RH_ABI_MAJOR).\(RH_ABI_MINOR)"
    throw refused(
      path, "needs a newer host: ABI \(RH_ABI_MAJOR).\(needed), this host speaks \(here)",
      "update Roundhouse, or build the agent with a lower .abi_minor_min if it can do without")
  }

  private static func refused(_ path: String, _ what: String, _ remedy: String) -> RoundhouseError {
    RoundhouseError(.invalidManifest, "\(path) \(what)", remedy: remedy, path: path)
  }
}

extension [UInt8] {
  /// A number as this machine writes it. The offset must be inside.
  fileprivate func word<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, at offset: Int) -> T {
    withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: type) }
  }
}
