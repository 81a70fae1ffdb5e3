internal import RoundhouseModel

/// The configuration that one agent is given: the manifest's `config`, the operator's over it, and the endpoint.
struct AgentConfig {
  private let manifest: Manifest
  private let manifestPath: String
  private let agent: AgentConfiguration?
  private let endpoint: String?

  init(_ manifest: Manifest, _ manifestPath: String, _ agent: AgentConfiguration?, _ endpoint: String?) {
    self.manifest = manifest
    self.manifestPath = manifestPath
    self.agent = agent
    self.endpoint = endpoint
  }

  /// The text for the agent, checked against the manifest's `configSchema`.
  func text(_ environment: Environment) throws(ManifestProblems) -> [UInt8] {
    var patch = MergePatch(secrets: .resolved(environment, path: agent?.path ?? ""))
    let text = try merged(&patch)
    if !manifest.configSchema.isEmpty { try check(text, hasSecrets: patch.hasSecrets) }
    return text
  }

  private func merged(_ patch: inout MergePatch) throws(ManifestProblems) -> [UInt8] {
    var text = manifest.config
    if let config = agent?.config {
      text = try patch.text(of: config, over: Self.document(manifest.config, manifestPath))
    }
    guard let endpoint else { return text }
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("endpoint", endpoint)
    writer.endObject()
    // A patch of its own: an endpoint is text, whatever it looks like.
    var last = MergePatch(secrets: .shown)
    return try last.text(
      of: Self.document(writer.bytes, manifestPath), over: Self.document(text, manifestPath))
  }

  private func check(_ text: [UInt8], hasSecrets: Bool) throws(ManifestProblems) {
    let schema: JSONSchema
    do { schema = try JSONSchema(parsing: manifest.configSchema) } catch {
      throw problems([SchemaViolation(pointer: "", message: "configSchema cannot be used: \(error)")])
    }
    let violations = schema.validate(try Self.document(text, manifestPath))
    if violations.isEmpty { return }
    throw problems(hasSecrets ? try withoutSecrets(violations, schema) : violations)
  }

  /// The same violations with messages that quote notes in the place of secrets.
  private func withoutSecrets(
    _ violations: [SchemaViolation], _ schema: JSONSchema
  ) throws(ManifestProblems) -> [SchemaViolation] {
    var patch = MergePatch(secrets: .shown)
    let shown = schema.validate(try Self.document(merged(&patch), manifestPath))
    return violations.map { violation in
      let message = shown.first { $0.pointer == violation.pointer }?.message
      return SchemaViolation(
        pointer: violation.pointer, message: message ?? "does not fit configSchema; its value is secret")
    }
  }

  /// Violations where the operator can mend them: at the place in the configuration file, if it stands there.
  private func problems(_ violations: [SchemaViolation]) -> ManifestProblems {
    let remedy = "set it in roundhouse.json under agents.\(manifest.id).config"
    var problems = ManifestProblems(path: manifestPath)
    for violation in violations {
      let key = "config" + violation.pointer
      guard let agent, let node = agent.config?.at(pointer: violation.pointer), !violation.pointer.isEmpty else {
        problems.add(
          ManifestProblem(path: manifestPath, expected: "\(key): \(violation.message)", remedy: remedy))
        continue
      }
      let (line, column) = node.position.lineAndColumn
      problems.add(
        ManifestProblem(
          path: agent.path, line: line, column: column, key: node.path, expected: violation.message,
          remedy: "correct it there: the agent's configSchema asks for it"))
    }
    return problems
  }

  private static func document(_ text: [UInt8], _ path: String) throws(ManifestProblems) -> JSONNode {
    do { return try JSONDocument(parsing: text).root } catch {
      var problems = ManifestProblems(path: path)
      problems.add(
        ManifestProblem(
          path: path, expected: "config under the operator's is no JSON: \(error.message)", remedy: "make it smaller"))
      throw problems
    }
  }
}
