/// Texts of manifests for tests: the smallest good one, with members changed, added or taken away.
struct ManifestText {
  private var members: [(key: String, value: String)] = [
    ("manifestVersion", "1"), ("id", "\"acme.echo\""), ("version", "\"1.0.0\""), ("library", "\"libecho.so\""),
    ("capabilities", "[{ \"name\": \"text.echo\" }]"),
  ]

  /// - Parameter value: a JSON text; nil takes the member away.
  static func with(_ key: String, _ value: String?) -> [UInt8] {
    var text = ManifestText()
    text.members.removeAll { $0.key == key }
    if let value { text.members.append((key, value)) }
    return text.bytes
  }

  static func with(_ changes: [String: String], without absent: [String] = []) -> [UInt8] {
    var text = ManifestText()
    text.members.removeAll { changes[$0.key] != nil || absent.contains($0.key) }
    text.members += changes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return text.bytes
  }

  private var bytes: [UInt8] {
    Array("{ \(members.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")) }".utf8)
  }

  /// Every key that there is, each with a good value.
  static let full = """
    {
      "$schema": "https://example.org/agent.schema.json",
      "manifestVersion": 1,
      "id": "acme.summarizer",
      "version": "2.3.1-rc.1",
      "name": "Summarizer",
      "description": "Makes long texts short.\\nWell.",
      "vendor": "Acme",
      "license": "Apache-2.0",
      "url": "https://acme.example/summarizer",
      "kind": "native",
      "library": {
        "linux-x86_64": { "path": "lib/x86/libsummarizer.so", "sha256": "\(String(repeating: "0123456789abcdef", count: 4))" },
        "linux-aarch64": "lib/arm/libsummarizer.so"
      },
      "capabilities": [
        {
          "name": "text.summarize", "description": "Shortens a text", "version": 2,
          "input": { "type": "object", "required": ["text"], "properties": { "text": { "type": "string" } } },
          "output": { "type": "object" }, "streaming": true, "idempotent": true, "timeout": "2m", "cost": 0.5,
          "tags": ["fast", "cheap"], "strategy": "sticky"
        },
        { "name": "text.summarize", "version": 1 }
      ],
      "priority": 200, "weight": 10, "concurrency": 8, "blocking": false, "instances": 2, "tier": "worker",
      "startTimeout": "20s",
      "health": { "interval": "5s", "timeout": "500ms", "failureThreshold": 2, "successThreshold": 3 },
      "breaker": { "failureThreshold": 10, "openTime": "2s", "maximumOpenTime": "30s", "successThreshold": 2 },
      "limits": { "memory": "512MiB", "cpu": 1.5, "files": 64, "processes": 4, "queue": 0, "state": "1MiB", "reply": 4096 },
      "permissions": {
        "read": ["/usr/share/dict", "data"], "write": ["."], "execute": ["/usr/bin/env"], "connect": [443, 8080],
        "call": ["crm.*", "text.echo"], "announce": ["text.*"], "environment": ["HTTP_PROXY", "_x9"]
      },
      "config": { "model": "small", "key": { "env": "ACME_KEY" } },
      "configSchema": { "type": "object" },
      "selfTest": [{ "capability": "text.summarize", "input": { "text": "a" }, "output": { "text": "a" } }],
      "endpoint": { "env": "ACME_ENDPOINT" },
      "x-owner": "team nine"
    }
    """
}
