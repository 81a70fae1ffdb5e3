internal import RoundhouseModel

/// What stands in the place of a reference to a secret: the secret, or a note for people.
enum Secrets {
  case shown
  /// - Parameter path: the configuration file; relative paths begin at its folder.
  case resolved(Environment, path: String)

  static let sizeLimit = 64 << 10

  /// The text for a reference; an error names the agent, the key and the line, never the secret.
  func text(_ secret: SecretReference, at node: JSONNode) throws(ManifestProblems) -> String {
    guard case .resolved(let environment, let path) = self else { return secret.shown }
    switch secret {
    case .environment(let name):
      if let value = environment[name] { return value }
      throw Self.problem(
        node, path, "the environment variable \(name) is not set", "set \(name) for the host, or change the reference")
    case .file(let name):
      return try Self.text(ofFile: PathText.absolute(name, from: PathText.parent(path)), node, path)
    }
  }

  /// A file's text without the line end that editors add.
  private static func text(
    ofFile file: String, _ node: JSONNode, _ path: String
  ) throws(ManifestProblems) -> String {
    let remedy = "write the secret into that file, readable by the host's user, or change the reference"
    do {
      let descriptor = try FileDescriptor.open(Array(file.utf8))
      guard try FileStatus(descriptor).kind == .file else {
        throw problem(node, path, "the secret's file \(file) is no file", remedy)
      }
      var bytes = try descriptor.read(atMost: sizeLimit + 1)
      guard bytes.count <= sizeLimit else {
        throw problem(node, path, "the secret's file \(file) is longer than 64KiB", remedy)
      }
      if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
      if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw problem(node, path, "the secret's file \(file) is not UTF-8 text", remedy)
      }
      return text
    } catch let error as SystemError {
      throw problem(node, path, "the secret's file \(file) cannot be read: \(error)", remedy)
    } catch let error as ManifestProblems {
      throw error
    } catch { fatalError("no other error is thrown above") }
  }

  private static func problem(
    _ node: JSONNode, _ path: String, _ sentence: String, _ remedy: String
  ) -> ManifestProblems {
    var problems = ManifestProblems(path: path)
    problems.add(node, rule: sentence, remedy: remedy)
    return problems
  }
}
