// SPDX-License-Identifier: Apache-2.0

/// The output of `memory.retrieve`.
struct RetrieveAnswer: Encodable {
  let facts: [FoundFact]
}
