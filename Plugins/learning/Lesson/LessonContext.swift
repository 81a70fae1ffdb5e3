// SPDX-License-Identifier: Apache-2.0

/// Who learns what, as far as an object or those within it say so. What has another form is somebody else's and passed over.
struct LessonContext: Decodable {
  private(set) var learnerId: String?
  private(set) var sessionId: String?
  private(set) var subject: String?
  private(set) var gradeLevel: Int?

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: MemberName.self)
    func member<Value: Decodable>(_ name: String) -> Value? {
      try? container.decode(Value.self, forKey: MemberName(stringValue: name))
    }
    (learnerId, sessionId) = (member("learnerId"), member("sessionId"))
    (subject, gradeLevel) = (member("subject"), member("gradeLevel"))
    for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
      guard let within = try? container.decode(LessonContext.self, forKey: key) else { continue }
      learnerId = learnerId ?? within.learnerId
      sessionId = sessionId ?? within.sessionId
      subject = subject ?? within.subject
      gradeLevel = gradeLevel ?? within.gradeLevel
    }
  }
}
