// SPDX-License-Identifier: Apache-2.0

/// `scheme://user:password@host`.
enum URLPassword {
  static func find(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let scheme = text.firstPlace(of: Array("://".utf8)), scheme > text.startIndex, text[scheme - 1].isOfName
    else {
      return nil
    }
    let authority = text[(scheme + 3)...].prefix { !$0.isSpace && $0 != .slash && $0 != .quote && $0 != .apostrophe }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
      let colon = authority[..<at].firstIndex(of: .colon), colon > authority.startIndex, at - colon > 4
    else { return nil }
    return authority[(colon + 1)..<at]
  }
}
