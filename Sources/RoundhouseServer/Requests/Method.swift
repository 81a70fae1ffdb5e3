internal import Glibc

/// The methods that some path here knows.
enum Method: String, Sendable, CaseIterable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case patch = "PATCH"
  case options = "OPTIONS"
  /// PUT, DELETE, TRACE and whatever else.
  case other = ""

  init(_ text: UnsafePointer<CChar>) {
    // The first letter decides for all but the three that begin with a P.
    switch UInt8(bitPattern: text[0]) {
    case UInt8(ascii: "P"):
      self = strcmp(text, "POST") == 0 ? .post : strcmp(text, "PATCH") == 0 ? .patch : .other
    case UInt8(ascii: "G"): self = strcmp(text, "GET") == 0 ? .get : .other
    case UInt8(ascii: "H"): self = strcmp(text, "HEAD") == 0 ? .head : .other
    case UInt8(ascii: "O"): self = strcmp(text, "OPTIONS") == 0 ? .options : .other
    default: self = .other
    }
  }

  /// Whether it may change something, so that it must come with a content type no web page's form can send.
  var changes: Bool { self == .post || self == .patch || self == .other }
}
