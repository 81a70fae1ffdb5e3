// SPDX-License-Identifier: Apache-2.0

/// `password = "…"`: a name that promises a secret, and its value in quotes.
struct SecretAssignment {
  let name: String
  let value: ArraySlice<UInt8>

  private static let words = [
    "password", "passwd", "passphrase", "secret", "apikey", "api_key", "accesskey", "access_key", "authtoken",
    "auth_token", "accesstoken", "access_token", "privatekey", "private_key", "client_secret", "clientsecret",
  ].map { Array($0.utf8) }

  static func find(in text: ArraySlice<UInt8>) -> SecretAssignment? {
    let lower = text.map(\.lowercased)
    for word in words {
      guard let place = lower.firstPlace(of: word) else { continue }
      let start = text.startIndex + place
      let nameStart = text[..<start].lastIndex { !$0.isOfName }.map { $0 + 1 } ?? text.startIndex
      let rest = text[start...].drop { $0.isOfName || $0 == .minus }
      guard let value = value(behind: rest), value.count >= 8 else { continue }
      return SecretAssignment(name: text[nameStart..<rest.startIndex].text, value: value)
    }
    return nil
  }

  /// What is assigned, if that is a literal: `"] = "x"`, `: "x"`, `=> 'x'`, `: String = "x"`.
  private static func value(behind name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let rest = name.drop { $0.isSpace || $0 == .quote || $0 == .apostrophe || $0 == UInt8(ascii: "]") }
    guard let sign = rest.first, sign == .equals || sign == .colon else { return nil }
    // Two of them compare.
    guard rest.dropFirst().first != .equals else { return nil }
    let behind = rest.dropFirst().prefix { $0 != .comma && $0 != .openParenthesis }
    guard let open = behind.firstIndex(where: { $0 == .quote || $0 == .apostrophe }),
      behind[..<open].allSatisfy({ $0.isSpace || $0.isOfName || $0 == .equals || $0 == UInt8(ascii: ">") })
    else { return nil }
    // The literal may hold what the way to it may not.
    guard let close = name[(open + 1)...].firstIndex(of: name[open]) else { return nil }
    let value = name[(open + 1)..<close]
    return value.contains(where: \.isSpace) ? nil : value
  }
}
