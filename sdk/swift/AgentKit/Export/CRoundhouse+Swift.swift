// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

// Conversions between the header's structs and Swift's values. What comes from the host is copied at once; what goes to
// it borrows from a buffer that its owner keeps alive until the host has returned.

extension String {
  /// A copy of the host's text; what is not UTF-8 is replaced.
  init(_ text: rh_string) { self.init(decoding: text.buffer, as: UTF8.self) }
}

extension [UInt8] {
  /// A copy of the host's bytes.
  init(_ bytes: rh_bytes) { self.init(bytes.buffer) }
}

extension rh_string {
  init(_ buffer: UnsafeRawBufferPointer) {
    self.init(data: buffer.baseAddress?.assumingMemoryBound(to: CChar.self), size: UInt64(buffer.count))
  }

  fileprivate var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: data, count: Int(size)) }
}

extension rh_bytes {
  init(_ buffer: UnsafeRawBufferPointer) { self.init(data: buffer.baseAddress, size: UInt64(buffer.count)) }

  var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: data, count: Int(size)) }
}

extension rh_reply {
  var usage: Usage {
    get {
      Usage(
        inputTokens: input_tokens, outputTokens: output_tokens, costMicros: cost_micros, confidence: confidence)
    }
    set {
      input_tokens = newValue.inputTokens
      output_tokens = newValue.outputTokens
      cost_micros = newValue.costMicros
      confidence = newValue.confidence
    }
  }
}

extension AgentError {
  /// What a function of the host's table refused, and why, as far as the status tells.
  init(host status: rh_status, _ what: String, isNotStarted: Bool = false) {
    let status = Status(rawValue: status)
    self.init(status, "\(what): \(status)", isRetryable: status == .overloaded, isNotStarted: isNotStarted)
  }
}

/// Writes a text with its final NUL into the host's memory, cut between characters where it does not fit.
func write(_ text: String, to memory: UnsafeMutablePointer<CChar>, capacity: Int) {
  guard capacity > 0 else { return }
  var length = 0
  for character in text {
    let bytes = character.utf8
    guard length + bytes.count < capacity else { break }
    for byte in bytes {
      memory[length] = CChar(bitPattern: byte)
      length += 1
    }
  }
  memory[length] = 0
}
