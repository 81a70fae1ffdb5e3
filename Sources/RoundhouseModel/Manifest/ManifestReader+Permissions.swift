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
      object.texts("environment", of: "variables", .variable("HTTP_PROXY"), &problems) ?? []
    return permissions
  }

  private mutating func paths(_ key: String, _ object: ManifestObject) -> [String] {
    object.texts(key, of: "paths", .permittedPath, &problems) ?? []
  }

  private mutating func patterns(_ key: String, _ object: ManifestObject) -> [String] {
    object.texts(key, of: "patterns", .pattern, &problems) ?? []
  }

  private mutating func ports(_ object: ManifestObject) -> [UInt16] {
    var ports: [UInt16] = []
    for node in object.array("connect", of: "TCP ports", count: 0...256, &problems) ?? [] {
      guard let port = ManifestObject.integer(node, in: 1...65_535, example: 443, &problems).map(UInt16.init) else {
        continue
      }
      if ports.contains(port) {
        problems.add(node, expected: "each of the TCP ports once", found: "\(port) again", remedy: "remove one")
      }
      ports.append(port)
    }
    return ports
  }
}
