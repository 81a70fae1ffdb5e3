// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// Gives back what it gets, and counts words as a stream.
struct EchoSwift: ImmediateAgent, StatelessAgent {
  struct Text: Decodable {
    let text: String
  }

  /// `text.echo` is so cheap that it needs no task.
  func answer(_ call: borrowing ImmediateCall) throws -> Reply? {
    call.capability == "text.echo" ? Reply(call.payload, contentType: call.contentType) : nil
  }

  /// `text.count` sends a line for each word as it goes; `emit` waits when the reader is slow.
  func respond(to call: Call) async throws -> Reply {
    let words = try call.decode(Text.self).text.split(whereSeparator: \.isWhitespace)
    for (index, word) in words.enumerated() {
      try await call.emit("\(index + 1) \(word)\n")
    }
    return .text("\(words.count)\n")
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(EchoSwift.self) }
