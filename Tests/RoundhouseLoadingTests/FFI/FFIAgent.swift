import CRoundhouse
import RoundhouseModel
import Testing

@testable import RoundhouseLoading

/// Calls an instance as the host does: a slot, a token, `invoke`, and the answer from the slot.
struct FFIAgent: Sendable {
  struct Answer: Equatable {
    var status: Int32
    var bytes: [UInt8]
    var contentType: String
    var message: String
    var agentCode: String
    var isRetryable: Bool
    var isNotStarted: Bool

    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The answer's text, or the error's message.
    var outcome: String { status == RH_OK ? text : message }
  }

  let instance: FFIInstance

  init(_ instance: FFIInstance) { self.instance = instance }

  func call(
    _ capability: String, _ payload: [UInt8], contentType: String = "", principal: String = "", version: UInt32 = 0
  ) throws -> Answer {
    var list: [UInt32] = []
    CallTable.take(1, into: &list)
    let index = try #require(list.first)
    let slot = CallTable.slots + Int(index)
    let token = slot.begin(index: index, instance: instance.number)
    var options = CallOptions()
    options.principal = principal
    options.contentType = contentType
    Array(capability.utf8).withUnsafeBytes { name in
      payload.withUnsafeBytes { payload in
        slot.setRequest(
          capability: name, version: version, payload: payload, deadline: .max, options: options, depth: 0)
      }
    }
    slot.open(token)
    let returned = instance.invoke(instance.context, token, slot.requestPointer)
    #expect(returned == RH_OK && slot.isDone(token), "an ffi agent completes within invoke")
    let answer = Answer(
      status: slot.pointee.status, bytes: Array(slot.outputBytes),
      contentType: slot.pointee.details?.contentType ?? "", message: slot.pointee.details?.message ?? "",
      agentCode: slot.pointee.details?.agentCode ?? "", isRetryable: slot.pointee.isRetryable,
      isNotStarted: slot.pointee.isNotStarted)
    slot.release(token)
    CallTable.give(list)
    return answer
  }

  /// Calls with JSON.
  func call(_ capability: String, _ json: String = "{}", principal: String = "") throws -> Answer {
    try call(capability, Array(json.utf8), principal: principal)
  }

  /// Calls `f`, the one function of `FFIFixture.function`.
  func f(_ json: String = "{}") throws -> String { try call("f", json).outcome }

  /// A string of the answer's object.
  func string(_ key: String, _ capability: String, _ json: String = "{}", principal: String = "") throws -> String {
    let answer = try call(capability, json, principal: principal)
    try #require(answer.status == RH_OK, "\(answer.message)")
    return try #require(try JSONDocument(parsing: answer.bytes).root[key]?.string)
  }
}

/// What the fixture has allocated and not freed. Tests that look at it must not run beside each other.
func liveObjects() throws -> Int64 {
  let symbol = try #require(try FFIFixture.library().symbol("live"))
  return unsafeBitCast(symbol, to: (@convention(c) () -> Int64).self)()
}
