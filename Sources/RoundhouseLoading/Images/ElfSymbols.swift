/// The symbols that a library exports.
struct ElfSymbols {
  private static let size: UInt64 = 24
  /// Names that old linkers put into every library.
  private static let linkerNames: Set<String> = ["_init", "_fini", "_edata", "_end", "__bss_start"]

  private let symbols: ElfBytes
  private let strings: ElfBytes
  private let count: UInt64

  init(_ dynamic: ElfDynamic) {
    symbols = dynamic.symbols
    strings = dynamic.strings
    let told = ElfSymbols.countByHash(dynamic.hash) ?? ElfSymbols.countByGNUHash(dynamic.gnuHash) ?? 0
    count = min(told, dynamic.symbols.count / ElfSymbols.size)
  }

  /// How many there are, the first `limit` names, and all names with a prefix.
  func exports(limit: Int, prefix: StaticString) -> (count: Int, names: [String], prefixed: [String]) {
    var total = 0
    var names: [String] = []
    var prefixed: [String] = []
    for index in 0..<count {
      guard let name = exportedName(index) else { continue }
      total += 1
      let wanted = prefixed.count < limit && strings.hasPrefix(prefix, at: name)
      guard wanted || names.count < limit, let text = strings.text(at: name) else { continue }
      if ElfSymbols.linkerNames.contains(text) {
        total -= 1
        continue
      }
      if wanted { prefixed.append(text) }
      if names.count < limit { names.append(text) }
    }
    return (total, names, prefixed)
  }

  /// Where the name of a symbol is, if others can see the symbol.
  private func exportedName(_ index: UInt64) -> UInt64? {
    let place = index * ElfSymbols.size
    guard let name = symbols.load(UInt32.self, at: place), let info = symbols.load(UInt8.self, at: place + 4),
      let other = symbols.load(UInt8.self, at: place + 5), let section = symbols.load(UInt16.self, at: place + 6)
    else { return nil }
    // Defined here; global, weak or unique; default or protected visibility.
    let isVisible = other & 3 == 0 || other & 3 == 3
    return section != 0 && [1, 2, 10].contains(info >> 4) && isVisible ? UInt64(name) : nil
  }

  private static func countByHash(_ hash: ElfBytes?) -> UInt64? {
    hash?.load(UInt32.self, at: 4).map(UInt64.init)
  }

  /// The newer table does not say how many symbols there are: the last chain's end does.
  private static func countByGNUHash(_ hash: ElfBytes?) -> UInt64? {
    guard let hash, let buckets = hash.load(UInt32.self, at: 0), let first = hash.load(UInt32.self, at: 4),
      let filter = hash.load(UInt32.self, at: 8)
    else { return nil }
    let bucketsOffset = 16 + UInt64(filter) * 8
    let chainsOffset = bucketsOffset + UInt64(buckets) * 4
    guard hash.contains(bucketsOffset, UInt64(buckets) * 4) else { return nil }
    var last: UInt32 = 0
    for bucket in 0..<UInt64(buckets) { last = max(last, hash.load(UInt32.self, at: bucketsOffset + bucket * 4) ?? 0) }
    guard last >= first else { return UInt64(first) }
    var index = UInt64(last)
    while let chain = hash.load(UInt32.self, at: chainsOffset + (index - UInt64(first)) * 4), chain & 1 == 0 {
      index += 1
    }
    return index + 1
  }
}
