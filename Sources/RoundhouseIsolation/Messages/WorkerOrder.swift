internal import RoundhouseModel

/// What the host tells a fresh worker: which agent, how, and what it may do. The first message over the control socket.
struct WorkerOrder: Sendable, Equatable {
  /// Of the shared region; another one means another build of Roundhouse.
  var layout = SharedRegion.layout
  var capacity: UInt32
  /// Of the program that sends it: host and worker belong together.
  var release = Release.version
  var id: String
  var version: String
  var folder: String
  var manifestPath: String
  var kind: Manifest.Kind
  /// Calls at once; 0 for serial.
  var concurrency: Int
  var isBlocking: Bool
  var replyLimit: UInt64
  /// Patterns of capabilities that it may call.
  var mayCall: [String]
  /// How many calls may stand above one another.
  var depth: UInt32
  /// The text of a JSON object.
  var config: [UInt8]
  /// Where the library was found, for people; or the system's name of it.
  var library: String
  var isSystemLibrary: Bool
  var sha256: String
  /// Libraries that the agent brings along, in the order of loading.
  var companions: [String] = []
  /// The manifest's own text, for foreign functions.
  var manifest: [UInt8] = []
  /// A `SandboxPlan`.
  var sandbox: [UInt8] = []
}

extension WorkerOrder {
  var bytes: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("layout", Int(layout))
    json.member("capacity", Int(capacity))
    json.member("release", release)
    json.member("id", id)
    json.member("version", version)
    json.member("folder", folder)
    json.member("manifestPath", manifestPath)
    json.member("kind", kind.rawValue)
    json.member("concurrency", concurrency)
    json.member("blocking", isBlocking)
    json.member("replyLimit", Int(clamping: replyLimit))
    json.member("mayCall", mayCall)
    json.member("depth", depth)
    json.member("config", String(decoding: config, as: UTF8.self))
    json.member("library", library)
    json.member("isSystemLibrary", isSystemLibrary)
    json.member("sha256", sha256)
    json.member("companions", companions)
    json.member("manifest", String(decoding: manifest, as: UTF8.self))
    json.member("sandbox", String(decoding: sandbox, as: UTF8.self))
    json.endObject()
    return json.bytes
  }

  /// - Throws: `internal` for anything that is no order of this build's host.
  init(bytes: [UInt8]) throws(RoundhouseError) {
    guard let node = (try? JSONDocument(parsing: bytes))?.root else { throw WorkerOrder.unreadable("it is not JSON") }
    let isTrue = { (key: String) in node[key]?.bool ?? false }
    let text = { (key: String) in node[key]?.string ?? "" }
    let number = { (key: String) in node[key]?.int ?? 0 }
    guard UInt32(exactly: number("layout")) == SharedRegion.layout, text("release") == Release.version else {
      throw RoundhouseError(
        .internal, "the worker is another version than the host: \(Release.version), not \(text("release"))",
        remedy: "install roundhouse and roundhouse-worker together")
    }
    guard let capacity = UInt32(exactly: number("capacity")), capacity.nonzeroBitCount == 1,
      let kind = Manifest.Kind(rawValue: text("kind"))
    else {
      throw WorkerOrder.unreadable("something is missing in it")
    }
    self.init(
      capacity: capacity, id: text("id"), version: text("version"), folder: text("folder"),
      manifestPath: text("manifestPath"), kind: kind, concurrency: Int(number("concurrency")),
      isBlocking: isTrue("blocking"), replyLimit: UInt64(clamping: number("replyLimit")),
      mayCall: node["mayCall"]?.elements.compactMap(\.string) ?? [], depth: UInt32(clamping: number("depth")),
      config: Array(text("config").utf8), library: text("library"), isSystemLibrary: isTrue("isSystemLibrary"),
      sha256: text("sha256"), companions: node["companions"]?.elements.compactMap(\.string) ?? [],
      manifest: Array(text("manifest").utf8), sandbox: Array(text("sandbox").utf8))
  }

  private static func unreadable(_ why: String) -> RoundhouseError {
    RoundhouseError(.internal, "the host's order cannot be read: \(why)", remedy: "report this as a defect")
  }
}
