internal import RoundhouseModel

/// What a line of a run waits for from outside, as it stands in the journal.
struct ReceiveOrder: Sendable {
  let mailbox: String
  /// Until when, in milliseconds since 1970; 0 for ever.
  let due: Int64
  /// What a person is asked to look at, as JSON; empty for a plain message.
  let review: [UInt8]

  init(mailbox: String, due: Int64, review: [UInt8] = []) {
    self.mailbox = mailbox
    self.due = due
    self.review = review
  }

  init(_ body: [UInt8]) {
    let root = (try? JSONDocument(parsing: body))?.root
    mailbox = root?["mailbox"]?.string ?? ""
    due = root?["due"]?.int ?? 0
    review = root?["review"].map { Array($0.raw) } ?? []
  }

  var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("mailbox", mailbox)
    if due != 0 { json.member("due", due) }
    if !review.isEmpty { json.member("review", raw: review) }
    json.endObject()
    return json.bytes
  }
}
