// SPDX-License-Identifier: Apache-2.0

/// The output of `memory.store`.
struct StoreAnswer: Encodable {
  let id: String
  let stored: Moment

  init(_ fact: Fact) {
    id = fact.id
    stored = fact.stored
  }
}
