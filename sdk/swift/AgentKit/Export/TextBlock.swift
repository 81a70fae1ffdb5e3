// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

/// Several texts laid end to end, so that C can borrow all of them at once.
struct TextBlock {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init(_ texts: String...) {
    for text in texts { append(text.utf8) }
  }

  init() {}

  mutating func append(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Lends the texts in their order; the memory is this block's and valid until `body` returns.
  func withStrings<Answer>(_ body: ([rh_string]) -> Answer) -> Answer {
    bytes.withUnsafeBytes { memory in
      var start = 0
      return body(
        ends.map { end in
          defer { start = end }
          return rh_string(UnsafeRawBufferPointer(rebasing: memory[start..<end]))
        })
    }
  }
}
