// SPDX-License-Identifier: Apache-2.0

extension Double {
  /// To four decimals, as figures are told in answers.
  public var told: Double { (self * 10_000).rounded() / 10_000 }
}
