// SPDX-License-Identifier: Apache-2.0

/// The output of `legal.cite`.
struct CitationReport: Encodable {
  let citations: [Citation]
  let wellFormed: Int
  let malformed: Int

  init(_ citations: [Citation]) {
    self.citations = citations
    wellFormed = citations.count(where: \.wellFormed)
    malformed = citations.count - wellFormed
  }
}
