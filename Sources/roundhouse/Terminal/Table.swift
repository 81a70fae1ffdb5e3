/// Rows for people: columns as wide as they need to be, numbers to the right, no lines drawn.
struct Table {
  struct Column {
    var title: String
    var isNumber = false
    /// Given up first when the terminal is too narrow.
    var mayShrink = false

    init(_ title: String, isNumber: Bool = false, mayShrink: Bool = false) {
      self.title = title
      self.isNumber = isNumber
      self.mayShrink = mayShrink
    }
  }

  struct Cell: ExpressibleByStringLiteral {
    var text: String
    var color: Ink.Color

    init(_ text: String, _ color: Ink.Color = .plain) {
      self.text = Printable.text(text)
      self.color = color
    }

    init(stringLiteral text: String) { self.init(text) }
  }

  private let columns: [Column]
  private var rows: [[Cell]] = []
  /// A column is never cut below this.
  private static let narrowest = 8
  private static let gap = 2

  init(_ columns: [Column]) { self.columns = columns }

  mutating func add(_ row: [Cell]) { rows.append(row) }
  var isEmpty: Bool { rows.isEmpty }

  /// The table's text, cut to the width if there is one; every line ends with a line feed.
  func text(width: Int?, ink: Ink) -> String {
    let widths = fitted(to: width)
    let title = line(columns.map { Cell($0.title, .bold) }, widths, ink)
    return ([title] + rows.map { line($0, widths, ink) }).joined(separator: "\n") + "\n"
  }

  private func line(_ row: [Cell], _ widths: [Int], _ ink: Ink) -> String {
    var line = ""
    for (index, column) in columns.enumerated() {
      let cell = index < row.count ? row[index] : ""
      let text = DisplayWidth.cut(cell.text, to: widths[index])
      let space = String(repeating: " ", count: widths[index] - DisplayWidth.of(text))
      let isLast = index == columns.count - 1
      line += column.isNumber ? space + ink(text, cell.color) : ink(text, cell.color) + (isLast ? "" : space)
      if !isLast { line += String(repeating: " ", count: Self.gap) }
    }
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private func fitted(to limit: Int?) -> [Int] {
    var widths = columns.indices.map { index in
      rows.reduce(DisplayWidth.of(columns[index].title)) {
        max($0, DisplayWidth.of($1.dropFirst(index).first?.text ?? ""))
      }
    }
    guard let limit else { return widths }
    var excess = widths.reduce(0, +) + Self.gap * (columns.count - 1) - limit
    // Those that may shrink go first, the widest of them before the others; then whatever is widest.
    for candidates in [columns.indices.filter { columns[$0].mayShrink }, Array(columns.indices)] {
      while excess > 0, let widest = candidates.max(by: { widths[$0] < widths[$1] }), widths[widest] > Self.narrowest {
        widths[widest] -= 1
        excess -= 1
      }
    }
    return widths
  }
}
