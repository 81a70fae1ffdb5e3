// SPDX-License-Identifier: Apache-2.0

/// A secret that is known by its form.
struct SecretFormat {
  let id: String
  let name: String
  /// What it begins with, where no name goes on.
  private let prefix: [UInt8]
  /// How many characters follow at least.
  private let least: Int
  private let isAllowed: @Sendable (UInt8) -> Bool

  private init(
    _ id: String, _ name: String, _ prefix: String, _ least: Int, _ isAllowed: @escaping @Sendable (UInt8) -> Bool
  ) {
    self.id = id
    self.name = name
    self.prefix = Array(prefix.utf8)
    self.least = least
    self.isAllowed = isAllowed
  }

  /// The secret in a line; nil if there is none of this form.
  func match(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var start = text.startIndex
    while let place = text.firstPlace(of: prefix, from: start) {
      start = place + 1
      // First: looking ahead at each of very many would take time that grows with their square.
      guard place == text.startIndex || !text[place - 1].isOfName else { continue }
      let rest = text[(place + prefix.count)...].prefix(while: isAllowed)
      if rest.count >= least { return text[place..<rest.endIndex] }
    }
    return nil
  }

  static let all: [SecretFormat] = [
    SecretFormat("private-key", "a private key", "-----BEGIN PRIVATE KEY", 5) { $0 == .minus },
    SecretFormat("private-key", "a private key", "-----BEGIN RSA PRIVATE KEY", 5) { $0 == .minus },
    SecretFormat("private-key", "a private key", "-----BEGIN EC PRIVATE KEY", 5) { $0 == .minus },
    SecretFormat("private-key", "a private key", "-----BEGIN DSA PRIVATE KEY", 5) { $0 == .minus },
    SecretFormat("private-key", "a private key", "-----BEGIN ENCRYPTED PRIVATE KEY", 5) { $0 == .minus },
    SecretFormat("private-key", "a private key", "-----BEGIN OPENSSH PRIVATE KEY", 5) { $0 == .minus },
    SecretFormat("private-key", "a private key", "-----BEGIN PGP PRIVATE KEY BLOCK", 5) { $0 == .minus },
    SecretFormat("aws-key", "a key of AWS", "AKIA", 16) { $0.isUpper || $0.isDigit },
    SecretFormat("aws-key", "a key of AWS", "ASIA", 16) { $0.isUpper || $0.isDigit },
    SecretFormat("github-token", "a token of GitHub", "ghp_", 30) { $0.isLetter || $0.isDigit },
    SecretFormat("github-token", "a token of GitHub", "gho_", 30) { $0.isLetter || $0.isDigit },
    SecretFormat("github-token", "a token of GitHub", "ghs_", 30) { $0.isLetter || $0.isDigit },
    SecretFormat("github-token", "a token of GitHub", "ghu_", 30) { $0.isLetter || $0.isDigit },
    SecretFormat("github-token", "a token of GitHub", "github_pat_", 30) { $0.isOfName },
    SecretFormat("gitlab-token", "a token of GitLab", "glpat-", 20) { $0.isOfName || $0 == .minus },
    SecretFormat("slack-token", "a token of Slack", "xoxb-", 20) { $0.isOfName || $0 == .minus },
    SecretFormat("slack-token", "a token of Slack", "xoxp-", 20) { $0.isOfName || $0 == .minus },
    SecretFormat("stripe-key", "a live key of Stripe", "sk_live_", 16) { $0.isLetter || $0.isDigit },
    SecretFormat("stripe-key", "a live key of Stripe", "rk_live_", 16) { $0.isLetter || $0.isDigit },
    SecretFormat("google-key", "a key of Google", "AIza", 35) { $0.isOfName || $0 == .minus },
    SecretFormat("npm-token", "a token of npm", "npm_", 36) { $0.isLetter || $0.isDigit },
    SecretFormat("pypi-token", "a token of PyPI", "pypi-AgEI", 40) { $0.isOfName || $0 == .minus },
    SecretFormat("sendgrid-key", "a key of SendGrid", "SG.", 40) { $0.isOfName || $0 == .minus || $0 == .dot },
    SecretFormat("anthropic-key", "a key of Anthropic", "sk-ant-", 20) { $0.isOfName || $0 == .minus },
    SecretFormat("openai-key", "a key of OpenAI", "sk-proj-", 20) { $0.isOfName || $0 == .minus },
    SecretFormat("jwt", "a signed token (JWT)", "eyJ", 40) { $0.isOfName || $0 == .minus || $0 == .dot },
  ]
}
