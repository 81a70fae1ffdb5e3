// SPDX-License-Identifier: Apache-2.0

/// The output of `memory.forget`: the ids of the facts that were there until now.
struct ForgetAnswer: Encodable {
  let forgotten: [String]
}
