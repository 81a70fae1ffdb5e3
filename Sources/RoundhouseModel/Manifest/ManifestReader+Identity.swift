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
    let rule = TextRule.name("acme.summarizer")
    guard root["id"] != nil else {
      problems.addMissing("id", in: root.node, expected: rule.expected, remedy: "add \"id\": \"you.agent\"")
      return ""
    }
    return root.text("id", rule, &problems) ?? ""
  }

  mutating func version() -> String {
    guard root["version"] != nil else {
      problems.addMissing(
        "version", in: root.node, expected: TextRule.version.expected, remedy: "add \"version\": \"1.0.0\"")
      return ""
    }
    return root.text("version", .version, &problems) ?? ""
  }

  mutating func readDescription(_ manifest: inout Manifest) {
    _ = root.text("$schema", maximum: 2048, &problems)
    manifest.name = root.text("name", &problems) ?? ""
    manifest.description = root.text("description", maximum: 4096, &problems) ?? ""
    manifest.vendor = root.text("vendor", &problems) ?? ""
    manifest.license = root.text("license", &problems) ?? ""
    manifest.url = root.text("url", .address, &problems) ?? ""
  }
}
