// What the agent may reach.
extension ManifestReader {
  mutating func permissions() -> Permissions {
    var permissions = Permissions()
    let keys = ["read", "write", "execute", "connect", "call", "announce", "environment"]
    guard let object = root.object("permissions", keys: keys, &problems) else { return permissions }
    permissions.read = paths("read", object)
    permissions.write = paths("write", object)
    permissions.execute = paths("execute", object)
    permissions.connect = ports(object)
    permissions.call = patterns("call", object)
    permissions.announce = patterns("announce", object)
    permissions.environment =
      object.texts(
        "environment", of: "variables", expected: "the name of an environment variable such as \"HTTP_PROXY\"",
        &problems, where: Self.isVariable) ?? []
    return permissions
  }

  private mutating func paths(_ key: String, _ object: ManifestObject) -> [String] {
    let expected = "an absolute path, or a path within the manifest's folder"
    return object.texts(key, of: "paths", expected: expected, &problems) { path in
      guard path.utf8.count <= 1024, path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return false }
      let isAbsolute = path.utf8.first == UInt8(ascii: "/") && !path.split(separator: "/").contains("..")
      return isAbsolute || path == "." || RelativePath.staysInside(path)
    } ?? []
  }

  private mutating func patterns(_ key: String, _ object: ManifestObject) -> [String] {
    object.texts(
      key, of: "patterns", expected: "a capability, a pattern such as \"crm.*\", or \"*\"", &problems,
      where: DottedName.isPattern) ?? []
  }

  private mutating func ports(_ object: ManifestObject) -> [UInt16] {
    var ports: [UInt16] = []
    for node in object.array("connect", of: "TCP ports", count: 0...256, &problems) ?? [] {
      guard let port = ManifestObject.integer(node, in: 1...65_535, &problems).map(UInt16.init) else { continue }
      if ports.contains(port) { problems.add(node, "\(port) stands here twice", remedy: "remove one") }
      ports.append(port)
    }
    return ports
  }

  static func isVariable(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 128, !(first &- UInt8(ascii: "0") < 10) else { return false }
    return text.utf8.allSatisfy { byte in
      byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
    }
  }
}
