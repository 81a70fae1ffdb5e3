// SPDX-License-Identifier: Apache-2.0

/// `review.secrets`: keys, tokens, private keys and passwords in lines that were added. What is found is never told whole.
struct SecretCheck: Check {
  /// Files of digests, which look like keys and are none.
  private static let locks: Set<String> = [
    "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "Cargo.lock", "Package.resolved", "go.sum", "poetry.lock",
    "Gemfile.lock", "composer.lock",
  ]

  func findings(in file: FileChange) -> [Finding] {
    let isLock = SecretCheck.locks.contains(file.path.split(separator: "/").last.map(String.init) ?? "")
    return file.added.compactMap { line in
      guard let secret = known(line.text) ?? (isLock ? nil : assigned(line.text) ?? random(line.text)) else {
        return nil
      }
      return Finding(
        file: file.path, line: line.number, severity: secret.severity, rule: secret.rule, message: secret.message,
        suggestion: "take it out, read it from the environment or a secret store, and replace it where it is valid: "
          + "what was once in a history is known")
    }
  }

  private struct Secret {
    let severity: Severity
    let rule: String
    let message: String
  }

  private func known(_ text: ArraySlice<UInt8>) -> Secret? {
    for format in SecretFormat.all {
      guard let found = format.match(in: text), !Placeholder.isOne(found) else { continue }
      return Secret(
        severity: .critical, rule: "secret.\(format.id)", message: "\(format.name) stands here: \(masked(found))")
    }
    if let password = URLPassword.find(in: text), !Placeholder.isOne(password) {
      return Secret(
        severity: .critical, rule: "secret.url-password",
        message: "an address with a password in it: \(masked(password))")
    }
    return nil
  }

  private func assigned(_ text: ArraySlice<UInt8>) -> Secret? {
    guard let assignment = SecretAssignment.find(in: text), !Placeholder.isOne(assignment.value) else { return nil }
    return Secret(
      severity: .major, rule: "secret.assigned",
      message: "\(assignment.name) is written out: \(masked(assignment.value))")
  }

  private func random(_ text: ArraySlice<UInt8>) -> Secret? {
    guard let token = Entropy.randomToken(in: text), !Placeholder.isOne(token) else { return nil }
    return Secret(
      severity: .minor, rule: "secret.entropy", message: "this looks as random as a key: \(masked(token))")
  }

  private func masked(_ secret: ArraySlice<UInt8>) -> String {
    "\(secret.prefix(4).text)… (\(secret.count) characters)"
  }
}
