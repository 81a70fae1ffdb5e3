// SPDX-License-Identifier: Apache-2.0

/// Searching in lines of code.
extension Collection<UInt8> where Index == Int {
  func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { start in count >= start.count && zip(self, start).allSatisfy { $0 == $1 } }
  }

  /// Where some bytes begin, at or behind a place; nil if nowhere.
  func firstPlace(of bytes: [UInt8], from start: Int? = nil) -> Int? {
    let start = start ?? startIndex
    guard let first = bytes.first, endIndex - start >= bytes.count else { return nil }
    // Reviews spend most of their time here: no iterator and no closure in the loop.
    var place = start
    let last = endIndex - bytes.count
    while place <= last {
      if self[place] == first {
        var length = 1
        while length < bytes.count, self[place + length] == bytes[length] { length += 1 }
        if length == bytes.count { return place }
      }
      place += 1
    }
    return nil
  }

  func contains(_ text: String) -> Bool { firstPlace(of: Array(text.utf8)) != nil }

  /// Where a name stands that is not part of a longer one.
  /// - Parameter isOwn: whether it must not be a member of something: `x.eval` is not `eval`.
  func places(ofName name: [UInt8], isOwn: Bool = false) -> [Int] {
    var places: [Int] = []
    var start = startIndex
    while let place = firstPlace(of: name, from: start) {
      start = place + 1
      let before: UInt8? = place > startIndex ? self[place - 1] : nil
      let after: UInt8? = place + name.count < endIndex ? self[place + name.count] : nil
      let isPart = before.map { $0.isOfName || (isOwn && $0 == .dot) } ?? false
      // A name that ends in a sign, such as `dbg!`, has its end in itself.
      let goesOn = name.last?.isOfName == true && (after?.isOfName ?? false)
      if !isPart && !goesOn { places.append(place) }
    }
    return places
  }

  /// Whether a function of this name is called.
  func calls(_ name: [UInt8], isOwn: Bool = false) -> Bool {
    places(ofName: name, isOwn: isOwn).contains { place in
      self[(place + name.count)...].first { !$0.isSpace } == .openParenthesis
    }
  }

  /// The bytes without spaces in front and behind.
  var trimmed: SubSequence {
    guard let first = firstIndex(where: { !$0.isSpace }) else { return self[endIndex..<endIndex] }
    var end = endIndex
    while end > first, self[end - 1].isSpace { end -= 1 }
    return self[first..<end]
  }

  var text: String { String(decoding: self, as: UTF8.self) }
}
