// SPDX-License-Identifier: Apache-2.0

/// How a text looks.
enum WritingStyle: String, Decodable {
  case paragraph
  /// One sentence to a line, each with a dash before it.
  case list
  /// Two sentences at most, unless the request says how many.
  case brief
}
