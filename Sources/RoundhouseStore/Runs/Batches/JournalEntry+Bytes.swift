internal import RoundhouseModel
internal import RoundhouseRuns

/// Which fields of a record are written: most have few of them.
private struct EntryFields: OptionSet {
  let rawValue: UInt8

  static let attempt = EntryFields(rawValue: 1)
  static let took = EntryFields(rawValue: 2)
  static let agent = EntryFields(rawValue: 4)
  static let usage = EntryFields(rawValue: 8)
  static let fingerprint = EntryFields(rawValue: 16)
  static let files = EntryFields(rawValue: 32)
}

extension JournalEntry {
  /// - Parameter files: `body` if the entry's own is the name of a file.
  func write(to writer: inout ByteWriter, _ files: FilePayloads) {
    let fields = self.fields.union(files.isEmpty ? [] : .files)
    writer.add(id)
    writer.add(sequence)
    writer.add(UInt64(bitPattern: kind.rawValue))
    writer.add(UInt64(bitPattern: status.rawValue))
    writer.add(byte: fields.rawValue)
    writer.add(at)
    writer.add(key)
    if fields.contains(.attempt) { writer.add(attempt) }
    if fields.contains(.took) { writer.add(took) }
    if fields.contains(.agent) { writer.add(agent) }
    if fields.contains(.usage) {
      writer.add(usage.inputTokens)
      writer.add(usage.outputTokens)
      writer.add(usage.costMicros)
      writer.add(whole: usage.confidence.bitPattern)
    }
    if fields.contains(.fingerprint) { writer.add(whole: fingerprint) }
    if fields.contains(.files) { writer.add(files.rawValue) }
    writer.add(last: body)
  }

  private var fields: EntryFields {
    var fields: EntryFields = []
    if attempt != 1 { fields.insert(.attempt) }
    if took != 0 { fields.insert(.took) }
    if !agent.isEmpty { fields.insert(.agent) }
    if usage != Usage() { fields.insert(.usage) }
    if fingerprint != 0 { fields.insert(.fingerprint) }
    return fields
  }
}

extension StoredRow<JournalEntry> {
  /// - Returns: nil for a kind or status that this version does not know.
  init?(_ run: RunNumber, _ reader: inout ByteReader) {
    let (id, sequence) = (reader.signed(), reader.signed())
    guard let kind = JournalEntry.Kind(rawValue: Int64(bitPattern: reader.unsigned())),
      let status = JournalEntry.Status(rawValue: Int64(bitPattern: reader.unsigned()))
    else { return nil }
    let fields = EntryFields(rawValue: reader.byte())
    let at = reader.signed()
    var entry = JournalEntry(
      run: run, sequence: sequence, key: reader.text(), kind: kind, status: status, at: at)
    entry.id = id
    if fields.contains(.attempt) { entry.attempt = reader.signed() }
    if fields.contains(.took) { entry.took = reader.unsigned() }
    if fields.contains(.agent) { entry.agent = reader.text() }
    if fields.contains(.usage) {
      entry.usage.inputTokens = reader.unsigned()
      entry.usage.outputTokens = reader.unsigned()
      entry.usage.costMicros = reader.unsigned()
      entry.usage.confidence = Double(bitPattern: reader.whole())
    }
    if fields.contains(.fingerprint) { entry.fingerprint = reader.whole() }
    let files = fields.contains(.files) ? FilePayloads(rawValue: reader.signed()) : []
    entry.body = reader.rest()
    self.init(value: entry, files: files)
  }
}
