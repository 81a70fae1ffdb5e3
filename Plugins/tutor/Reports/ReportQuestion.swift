// SPDX-License-Identifier: Apache-2.0

/// The input of `combine_report`: what each agent has found, under any name. null is one who has found nothing.
struct ReportQuestion: Decodable {
  let parts: [(name: String, report: PartialReport?)]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let members = try container.decode([String: PartialOrOther].self)
    parts = members.sorted { $0.key < $1.key }.map { (name: $0.key, report: $0.value.report) }
  }

  /// An object, or something that is no report.
  private struct PartialOrOther: Decodable {
    let report: PartialReport?
    init(from decoder: any Decoder) throws { report = try? PartialReport(from: decoder) }
  }
}
