/// What a server answered.
struct HTTPAnswer: Sendable {
  var status = 0
  /// Who answered a call, as `Roundhouse-Agent` says.
  var agent = ""
  var body: [UInt8] = []

  var text: String { String(decoding: body, as: UTF8.self) }
}
