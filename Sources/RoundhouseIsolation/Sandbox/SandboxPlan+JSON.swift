package import RoundhouseModel

// The plan on its way from the host to the worker.
extension SandboxPlan {
  package var bytes: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("agent", agent)
    Self.write("read", read, &json)
    Self.write("write", write, &json)
    Self.write("execute", execute, &json)
    json.member("libraries", libraries)
    json.key("connect")
    json.beginArray()
    for port in connect { json.uint(port) }
    json.endArray()
    json.member("environment", environment)
    json.member("memory", memory)
    json.member("cpu", cpu)
    json.member("files", files)
    json.member("fileSize", fileSize)
    json.member("processes", processes)
    json.member("threads", threads)
    if let user { json.member("user", user) }
    json.member("host", host)
    json.member("usesNamespaces", usesNamespaces)
    json.member("isStrict", isStrict)
    json.endObject()
    return json.bytes
  }

  /// Reads ``bytes``. Every member but `user` must be there: what is missing would be taken for permission or limit.
  package init(bytes: [UInt8]) throws(RoundhouseError) {
    let root: JSONNode
    do throws(JSONError) { root = try JSONDocument(parsing: bytes).root } catch { throw RoundhouseError(error) }
    let reader = SandboxPlanReader(root)
    self.init(agent: try reader.text("agent"))
    read = try reader.grants("read")
    write = try reader.grants("write")
    execute = try reader.grants("execute")
    libraries = try reader.texts("libraries")
    connect = try reader.ports("connect")
    environment = try reader.texts("environment")
    memory = try reader.unsigned("memory")
    cpu = try reader.value("cpu") { $0.double }
    files = try reader.integer("files")
    fileSize = try reader.unsigned("fileSize")
    processes = try reader.integer("processes")
    threads = try reader.integer("threads")
    user = root["user"] == nil ? nil : try reader.value("user") { $0.uint.flatMap { UInt32(exactly: $0) } }
    host = try reader.value("host") { $0.int.flatMap { Int32(exactly: $0) } }
    usesNamespaces = try reader.value("usesNamespaces") { $0.bool }
    isStrict = try reader.value("isStrict") { $0.bool }
  }

  private static func write(_ key: String, _ grants: [SandboxGrant], _ json: inout JSONWriter) {
    json.key(key)
    json.beginArray()
    for grant in grants {
      json.beginObject()
      json.member("path", grant.path)
      json.member("folder", grant.folder)
      json.endObject()
    }
    json.endArray()
  }
}
