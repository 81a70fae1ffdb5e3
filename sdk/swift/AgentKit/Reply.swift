// SPDX-License-Identifier: Apache-2.0

/// An answer: what stands in `payload` follows the chunks that were emitted before.
public struct Reply: Sendable, Equatable {
  public var payload: [UInt8]
  /// Empty means `application/json`.
  public var contentType: String
  public var usage: Usage

  public init(_ payload: [UInt8] = [], contentType: String = "", usage: Usage = Usage()) {
    self.payload = payload
    self.contentType = contentType
    self.usage = usage
  }

  /// An answer of plain text.
  public static func text(_ text: String) -> Reply {
    Reply(Array(text.utf8), contentType: "text/plain; charset=utf-8")
  }
}
