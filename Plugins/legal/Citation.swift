// SPDX-License-Identifier: Apache-2.0

/// One citation, in its parts.
struct Citation: Encodable {
  /// As it stands in the text.
  var text: String
  var kind: Authority.Kind
  var parties: String?
  var volume: Int?
  /// The reporter or code, in its usual abbreviation.
  var reporter: String
  var page: Int?
  var pinpoint: String?
  /// The same decision in other series.
  var parallel: String?
  /// Of a statute.
  var section: String?
  var court: String?
  var year: Int?
  var wellFormed = false
  /// What is wrong, and how it is to be written.
  var problems: [String] = []
  /// As it is usually written.
  var formatted = ""

  /// Volume, reporter and page.
  var place: String {
    [volume.map(String.init), reporter, page.map(String.init)].compactMap(\.self).joined(separator: " ")
  }
}
