// SPDX-License-Identifier: Apache-2.0

/// The output of `learning.insights`.
struct InsightReport: Encodable {
  let learnerId: String
  let insights: [Insight]
}
