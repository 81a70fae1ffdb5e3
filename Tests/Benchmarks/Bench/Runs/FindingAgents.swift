internal import RoundhouseModel

/// Reviewers that answer at once with two findings, of which they have one in common.
struct FindingAgents: Invoking {
  func call(
    _ capability: String, _ payload: [UInt8], _ options: CallOptions
  ) async throws(RoundhouseError) -> Payload {
    let text = """
      {"findings":[{"file":"auth.py","line":12,"severity":"critical","rule":"password","message":"A password is written down",\
      "suggestion":"Read it from the environment"},{"file":"models.py","line":7,"severity":"minor","rule":"\(capability)",\
      "message":"\(capability) has something of its own to say"}],"summary":"two findings","verdict":"comment"}
      """
    return Payload(bytes: Array(text.utf8), agent: "bench.reviewer")
  }
}
