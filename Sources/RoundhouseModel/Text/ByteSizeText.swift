/// Amounts of memory as people write them: `64MiB`, `1GiB`, `512B`.
package enum ByteSizeText {
  private static let units: [(name: String, bytes: UInt64)] = [
    ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1),
  ]

  /// Reads a number with one unit: `B`, `KiB`, `MiB`, `GiB`, `TiB`; nil for anything else, for fractions of a byte
  /// and for what exceeds 64 bits.
  package static func parse(_ text: String) -> UInt64? {
    guard let (amount, unit) = Quantity.split(text), let bytes = units.first(where: { $0.name == unit })?.bytes else {
      return nil
    }
    return amount.scaled(by: bytes)
  }

  /// Writes an amount in the largest unit that holds it without a fraction.
  package static func format(_ bytes: UInt64) -> String {
    guard bytes > 0, let unit = units.first(where: { bytes % $0.bytes == 0 }) else { return "0B" }
    return "\(bytes / unit.bytes)\(unit.name)"
  }

  /// What somebody meant who wrote `64 mb` or `1G`; nil if that is not clear.
  package static func suggestion(for text: String) -> String? {
    let compact = text.lowercased().filter { $0 != " " }
    guard let (amount, word) = Quantity.split(compact), let first = word.first else { return nil }
    let rest = word.dropFirst()
    guard ["", "b", "ib", "yte", "ytes"].contains(rest) else { return nil }
    guard let unit = units.first(where: { $0.name.lowercased().first == first })?.name else { return nil }
    let guess = "\(amount)\(unit)"
    return parse(guess) == nil ? nil : guess
  }
}
