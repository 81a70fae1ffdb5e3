// SPDX-License-Identifier: Apache-2.0

/// The characters that code and diffs are made of.
extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let backtick = UInt8(ascii: "`")
  static let backslash = UInt8(ascii: "\\")
  static let slash = UInt8(ascii: "/")
  static let plus = UInt8(ascii: "+")
  static let minus = UInt8(ascii: "-")
  static let comma = UInt8(ascii: ",")
  static let dot = UInt8(ascii: ".")
  static let colon = UInt8(ascii: ":")
  static let equals = UInt8(ascii: "=")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")

  var isDigit: Bool { 0x30...0x39 ~= self }
  var isUpper: Bool { 0x41...0x5A ~= self }
  var isLower: Bool { 0x61...0x7A ~= self }
  var isLetter: Bool { isUpper || isLower }
  var isSpace: Bool { self == .space || self == .tab || self == .carriageReturn }
  /// Whether it may stand in a name: letters, digits, `_`, and whatever is not ASCII.
  var isOfName: Bool { isLetter || isDigit || self == UInt8(ascii: "_") || self >= 0x80 }
  var lowercased: UInt8 { isUpper ? self | 0x20 : self }
}
