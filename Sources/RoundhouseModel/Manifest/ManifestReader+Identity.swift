// Who the agent is.
extension ManifestReader {
  mutating func checkVersion() {
    guard let node = root["manifestVersion"] else {
      return problems.addMissing(
        "manifestVersion", in: root.node, expected: "the integer 1", remedy: "add \"manifestVersion\": 1")
    }
    if node.int != 1 { problems.add(node, expected: "the integer 1", remedy: "write 1") }
  }

  mutating func id() -> String {
    let expected = "a dotted lower-case name such as \"acme.summarizer\""
    guard root["id"] != nil else {
      problems.addMissing("id", in: root.node, expected: expected, remedy: "add \"id\": \"you.agent\"")
      return ""
    }
    return root.text(
      "id", expected: expected, &problems, suggestion: DottedName.suggestion, where: DottedName.isValid) ?? ""
  }

  mutating func version() -> String {
    let expected = "a semantic version such as \"1.0.0\""
    guard root["version"] != nil else {
      problems.addMissing("version", in: root.node, expected: expected, remedy: "add \"version\": \"1.0.0\"")
      return ""
    }
    return root.text(
      "version", expected: expected, &problems, suggestion: SemanticVersion.suggestion, where: SemanticVersion.isValid)
      ?? ""
  }

  mutating func readDescription(_ manifest: inout Manifest) {
    _ = root.text("$schema", maximum: 2048, &problems)
    manifest.name = root.text("name", &problems) ?? ""
    manifest.description = root.text("description", maximum: 4096, &problems) ?? ""
    manifest.vendor = root.text("vendor", &problems) ?? ""
    manifest.license = root.text("license", &problems) ?? ""
    manifest.url =
      root.text("url", expected: "an address that begins with \"https://\" or \"http://\"", &problems) { url in
        url.utf8.count <= 2048 && (url.hasPrefix("https://") || url.hasPrefix("http://"))
          && url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
      } ?? ""
  }
}
