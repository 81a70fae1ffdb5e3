// SPDX-License-Identifier: Apache-2.0

/// Where authorities, topics and clauses lie, as the configuration says.
struct LegalSettings: Decodable {
  /// A folder, absolute or within the one of the manifest.
  let documents: String
}
