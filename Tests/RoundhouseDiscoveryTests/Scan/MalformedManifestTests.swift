import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("Malformed manifests")
struct MalformedManifestTests {
  private static let members: [(key: String, good: String, kinds: String)] = [
    ("manifestVersion", "1", "n"), ("id", #""acme.full""#, "s"), ("version", #""1.2.3""#, "s"),
    ("name", #""Full""#, "s"), ("description", #""All there is""#, "s"), ("vendor", #""Acme""#, "s"),
    ("license", #""Apache-2.0""#, "s"), ("url", #""https://example.org""#, "s"), ("kind", #""native""#, "s"),
    ("library", #""libx.so""#, "so"), ("priority", "100", "n"), ("weight", "100", "n"), ("concurrency", "8", "ns"),
    ("blocking", "true", "b"), ("instances", "1", "n"), ("tier", #""host""#, "s"), ("startTimeout", #""10s""#, "s"),
    ("health", #"{"interval": "10s"}"#, "o"), ("breaker", #"{"failureThreshold": 5}"#, "o"),
    ("limits", #"{"memory": "64MiB"}"#, "o"), ("permissions", #"{"read": ["/data"]}"#, "o"), ("config", "{}", "o"),
    ("configSchema", "{}", "ob"), ("selfTest", #"[{"capability": "text.echo"}]"#, "a"),
  ]
  private static let capability: [(key: String, good: String, kinds: String)] = [
    ("name", #""text.echo""#, "s"), ("description", #""Says it again""#, "s"), ("version", "1", "n"),
    ("input", "{}", "ob"), ("output", "{}", "ob"), ("streaming", "false", "b"), ("idempotent", "true", "b"),
    ("timeout", #""30s""#, "s"), ("cost", "0", "n"), ("tags", #"["fast"]"#, "a"), ("strategy", #""sticky""#, "s"),
  ]
  /// One value of each kind, that fits no key by chance.
  private static let values: [(kind: Character, text: String)] = [
    ("z", "null"), ("b", "true"), ("n", "-7"), ("s", #""\u0007 wrong""#), ("a", "[[]]"),
    ("o", #"{"wrong": 1}"#),
  ]

  /// A manifest with all keys, but for changes of single members.
  private static func text(_ changes: [String: String] = [:], _ capabilityChanges: [String: String] = [:]) -> String {
    let inner = capability.map { "\"\($0.key)\": \(capabilityChanges[$0.key] ?? $0.good)" }.joined(separator: ", ")
    let outer = members.map { "\"\($0.key)\": \(changes[$0.key] ?? $0.good)" }.joined(separator: ",\n  ")
    return "{\n  \"capabilities\": [{\(inner)}],\n  \(outer)\n}"
  }

  /// Each with a word that its message must have.
  private static var malformed: [(text: String, word: String)] {
    var list: [(text: String, word: String)] = []
    for member in members {
      for value in values where !member.kinds.contains(value.kind) {
        list.append((text([member.key: value.text]), member.key))
      }
    }
    for member in capability {
      for value in values where !member.kinds.contains(value.kind) {
        list.append((text([:], [member.key: value.text]), "capabilities[0].\(member.key)"))
      }
    }
    let whole = text()
    for length in stride(from: 0, to: whole.utf8.count - 1, by: 16) {
      list.append((String(decoding: whole.utf8.prefix(length), as: UTF8.self), "not valid JSON"))
    }
    list += [
      ("\u{FEFF}\(whole)", "not valid JSON"), ("\(whole)}", "not valid JSON"), ("[\(whole)]", "expected an object"),
      (String(repeating: "[", count: 100_000), "not valid JSON"), (text(["manifestVersion": "2"]), "newer Roundhouse"),
      (text(["library": #""../libx.so""#]), "library"), (text(["library": #""/lib/x.so""#]), "library"),
      (text(["id": #""Acme Full""#]), "id"), (text(["version": #""1""#]), "version"),
      (text(["priority": "1001"]), "priority"), (text(["priority": "1e400"]), "priority"),
      (text(["selfTest": #"[{"capability": "text.eko"}]"#]), "selfTest[0].capability"),
      (text(["name": #""a", "name": "b""#]), "second time"), (text(["tier": #""host", "teir": 1"#]), "teir"),
    ]
    return list
  }

  @Test("the manifest from which all others are made is good")
  func good() {
    let folder = TemporaryFolder()
    folder.write("x/libx.so", "")
    folder.write("x/agent.json", Self.text())
    let scan = Sample.scan([folder.path])
    #expect(scan.rejected.map(\.description) == [])
    #expect(scan.found.count == 1)
  }

  @Test("each of more than 200 gets one clear line, and the good agent among them is found")
  func all() {
    let folder = TemporaryFolder()
    let list = Self.malformed
    #expect(list.count >= 200)
    for (number, manifest) in list.enumerated() {
      folder.write("m\(1000 + number)/libx.so", "")
      folder.write("m\(1000 + number)/agent.json", manifest.text)
    }
    folder.drop("good", id: "acme.good")
    let scan = Sample.scan([folder.path])
    #expect(scan.found.map(\.id) == ["acme.good"])
    #expect(scan.rejected.count == list.count)
    for (manifest, rejected) in zip(list, scan.rejected) {
      let line = rejected.description
      #expect(line.contains(manifest.word), "\(manifest.text)")
      #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } && line.utf8.count < 600, "\(line.debugDescription)")
      #expect(rejected.problems.allSatisfy { $0.line > 0 && $0.column > 0 }, "\(line)")
    }
  }

  @Test(
    "text that is no UTF-8 is refused at its place",
    arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]])
  func invalidText(bytes: [UInt8]) {
    let folder = TemporaryFolder()
    let parts = Self.text(["name": "\"@\""]).utf8.split(separator: UInt8(ascii: "@"))
    folder.write("x/agent.json", bytes: Array(parts[0]) + bytes + Array(parts[1]))
    let scan = Sample.scan([folder.path])
    #expect(scan.rejected.count == 1)
    #expect(scan.rejected.first?.reason.contains("UTF-8") == true)
    #expect(scan.rejected.first?.problems.first?.line == 6)
  }
}
