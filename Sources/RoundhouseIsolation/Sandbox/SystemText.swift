internal import CPlatform

/// The system's words for its errors.
enum SystemText {
  static func of(_ error: Int32) -> String {
    guard let text = strerrordesc_np(error) else { return "error \(error)" }
    return String(cString: text)
  }
}
