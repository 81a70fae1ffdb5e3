internal import RoundhouseModel

/// Every value of the configuration, a line each.
struct ConfigurationView {
  private let entries: [JSONNode]

  init(_ answer: JSONNode) { entries = answer.kind == .array ? Array(answer.elements) : answer.list("entries") }

  func text(_ terminal: Terminal, hasOrigin: Bool) -> String {
    var table = Table(
      [.init("KEY"), .init("VALUE", mayShrink: true)] + (hasOrigin ? [.init("FROM", mayShrink: true)] : []))
    for entry in entries {
      let origin = entry.text("origin")
      let value = entry["value"].map { String(decoding: $0.raw, as: UTF8.self) } ?? ""
      let isDefault = origin == "default"
      table.add([
        .init(entry.text("key")), .init(value, isDefault ? .dim : .plain), .init(origin, isDefault ? .dim : .cyan),
      ])
    }
    return table.text(width: terminal.width, ink: terminal.ink)
  }
}
