// SPDX-License-Identifier: Apache-2.0

/// How much a line matters to the operator.
public enum LogLevel: Int32, Sendable, CaseIterable {
  case debug, info, warning, error
}
