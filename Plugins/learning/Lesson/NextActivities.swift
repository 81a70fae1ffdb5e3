// SPDX-License-Identifier: Apache-2.0

/// The output of `learning.next`.
struct NextActivities: Encodable {
  let learnerId: String
  /// The best first.
  let activities: [Activity]
}
