import RoundhouseModel
import Testing

/// Each rule of a bad manifest has a sentence of its own.
struct ManifestRefusalTests {
  @Test("Wrong values of top-level keys", arguments: topLevel)
  func refusesTopLevel(_ key: String, _ value: String, _ message: String) throws {
    try expectProblem(ManifestText.with(key, value), message)
  }

  @Test("Missing keys", arguments: missing)
  func refusesMissing(_ key: String, _ message: String) throws {
    try expectProblem(ManifestText.with(key, nil), message)
  }

  @Test("Wrong capabilities", arguments: capabilities)
  func refusesCapabilities(_ member: String, _ message: String) throws {
    try expectProblem(
      ManifestText.with("capabilities", "[{ \"name\": \"text.echo\", \(member) }]"), "capabilities[0].\(message)")
  }

  @Test("Wrong members of nested objects", arguments: nested)
  func refusesNested(_ key: String, _ member: String, _ message: String) throws {
    try expectProblem(ManifestText.with(key, "{ \(member) }"), "\(key).\(message)")
  }

  @Test("Texts that are no JSON object", arguments: texts)
  func refusesTexts(_ text: String, _ message: String) throws { try expectProblem(Array(text.utf8), message) }

  private static let name = "expected a dotted lower-case name such as"
  private static let duration = "expected a duration such as \"30s\""
  private static let size = "expected a size such as \"64MiB\""

  private static let topLevel: [(String, String, String)] = [
    (
      "manifestVersion", "2",
      "manifestVersion: expected version 1, which this Roundhouse reads, found the number 2 of a newer Roundhouse; update Roundhouse, or write 1"
    ),
    ("manifestVersion", "0", "manifestVersion: expected the integer 1, found the number 0; write 1"),
    ("manifestVersion", "\"1\"", "manifestVersion: expected the integer 1, found \"1\"; write 1"),
    ("manifestVersion", "0.5", "manifestVersion: expected the integer 1, found the number 0.5; write 1"),
    ("id", "5", "id: expected a dotted lower-case name such as \"acme.summarizer\", found the number 5; write \"5\""),
    (
      "id", "\"\"",
      "id: expected a dotted lower-case name such as \"acme.summarizer\", found \"\"; use lower-case letters, digits, '-' and '_', with one dot between the parts"
    ),
    ("id", "\"Acme.Echo\"", "id: \(name) \"acme.summarizer\", found \"Acme.Echo\"; write \"acme.echo\""),
    (
      "id", "\"a..b\"",
      "id: expected a dotted lower-case name such as \"acme.summarizer\", found \"a..b\"; use lower-case letters, digits, '-' and '_', with one dot between the parts"
    ),
    (
      "id", "null",
      "id: expected a dotted lower-case name such as \"acme.summarizer\", found null; use lower-case letters, digits, '-' and '_', with one dot between the parts"
    ),
    ("version", "1", "version: expected a semantic version such as \"1.0.0\", found the number 1; write \"1.0.0\""),
    ("version", "\"v1.2\"", "version: expected a semantic version such as \"1.0.0\", found \"v1.2\"; write \"1.2.0\""),
    ("name", "[]", "name: expected a string, found an empty array; write one text in quotes"),
    (
      "name", "\"\(String(repeating: "n", count: 129))\"",
      "name: expected at most 128 characters, found 129; shorten it"
    ),
    ("name", "\"a\\u001bb\"", "name: expected a text without control characters, found \"a\\u001bb\"; take them out"),
    (
      "url", "\"acme.org\"",
      "url: expected an address that begins with \"https://\" or \"http://\", found \"acme.org\"; write \"https://acme.org\""
    ),
    (
      "kind", "\"nativ\"",
      "kind: expected one of \"native\", \"ffi\", \"workflow\", found \"nativ\"; did you mean \"native\"?"
    ),
    (
      "kind", "1",
      "kind: expected one of \"native\", \"ffi\", \"workflow\", found the number 1; choose one of them, such as \"native\""
    ),
    (
      "library", "\"/usr/lib/libx.so\"",
      "library: expected a path within the manifest's folder, found \"/usr/lib/libx.so\"; write \"libx.so\""
    ),
    (
      "library", "\"a/../../x.so\"",
      "library: expected a path within the manifest's folder, found \"a/../../x.so\"; write \"x.so\""
    ),
    (
      "library", "\"\"",
      "library: expected a path within the manifest's folder, found \"\"; write its file name, as in \"libname.so\""
    ),
    (
      "library", "\"a\\u0000b\"",
      "library: expected a path within the manifest's folder, found \"a\\u0000b\"; write its file name, as in \"libname.so\""
    ),
    (
      "library", "7",
      "library: expected a path, or an object with a path for each of linux-x86_64, linux-aarch64, found the number 7; write the library's file name, as in \"libname.so\""
    ),
    (
      "library", "{}",
      "library: expected a library for linux-x86_64, found none; build the library for this machine and add its path"
    ),
    (
      "library", "{ \"linux-aarch64\": \"a.so\" }",
      "library: expected a library for linux-x86_64, found only linux-aarch64; build the library for this machine and "
        + "add its path"
    ),
    (
      "library", "{ \"linux-x86_64\": \"a.so\", \"linux-x64\": \"a.so\" }",
      "library.linux-x64: expected a known key, found \"linux-x64\"; did you mean \"linux-x86_64\"?"
    ),
    (
      "library", "{ \"linux-x86_64\": { \"sha256\": \"\" } }",
      "library.linux-x86_64.path: expected the library's path, found nothing; add \"path\": \"libname.so\""
    ),
    (
      "library", "{ \"linux-x86_64\": { \"path\": \"a.so\", \"sha256\": \"abc\" } }",
      "library.linux-x86_64.sha256: expected 64 hexadecimal digits in lower case, found \"abc\"; write what `sha256sum` prints for the library"
    ),
    (
      "library", "{ \"linux-x86_64\": [] }",
      "library.linux-x86_64: expected a path, or an object with \"path\" and \"sha256\", found an empty array; write { \"path\": \"libname.so\", \"sha256\": … }, or the path alone"
    ),
    (
      "capabilities", "[]",
      "capabilities: expected at least 1 of capabilities, found none; add { \"name\": \"text.echo\" }"
    ),
    ("capabilities", "{}", "capabilities: expected an array of capabilities, found an empty object; put it into [ ]"),
    (
      "capabilities", "[1]",
      "capabilities[0]: expected an object, found the number 1; write { \"name\": \"text.echo\" }"
    ),
    (
      "capabilities", "[{}]",
      "capabilities[0].name: \(name) \"text.summarize\", found nothing; add \"name\": \"text.summarize\""
    ),
    (
      "capabilities", "[{ \"name\": \"Text Echo\" }]",
      "capabilities[0].name: \(name) \"text.summarize\", found \"Text Echo\"; write \"text.echo\""
    ),
    (
      "capabilities", "[{ \"name\": \"a\" }, { \"name\": \"b\" }, { \"name\": \"a\", \"version\": 1 }]",
      "capabilities[2]: expected each version of a capability once, found a of version 1 again; remove one, or give it another \"version\""
    ),
    ("priority", "1001", "priority: expected an integer from 0 to 1000, found the number 1001; write 1000 or less"),
    ("priority", "-1", "priority: expected an integer from 0 to 1000, found the number -1; write 0 or more"),
    (
      "priority", "1.5",
      "priority: expected an integer from 0 to 1000, found the number 1.5; write it without a fraction, as in 1"
    ),
    ("priority", "\"5\"", "priority: expected an integer from 0 to 1000, found \"5\"; write it without quotes: 5"),
    (
      "priority", "99999999999999999999",
      "priority: expected an integer from 0 to 1000, found the number 99999999999999999999; write 1000 or less"
    ),
    ("weight", "null", "weight: expected an integer from 0 to 1000, found null; write a whole number, as in 10"),
    (
      "concurrency", "\"parallel\"",
      "concurrency: expected \"serial\" or an integer from 1 to 4096, found \"parallel\"; write \"serial\" for one call at a time, or a number of calls such as 8"
    ),
    (
      "concurrency", "0",
      "concurrency: expected \"serial\" or an integer from 1 to 4096, found the number 0; write \"serial\" for one call at a time, or a number of calls such as 8"
    ),
    (
      "concurrency", "4097",
      "concurrency: expected \"serial\" or an integer from 1 to 4096, found the number 4097; write \"serial\" for one call at a time, or a number of calls such as 8"
    ),
    ("blocking", "\"no\"", "blocking: expected true or false, found \"no\"; write false"),
    ("instances", "65", "instances: expected an integer from 1 to 64, found the number 65; write 64 or less"),
    ("tier", "\"workers\"", "tier: expected one of \"host\", \"worker\", found \"workers\"; did you mean \"worker\"?"),
    ("startTimeout", "30", "startTimeout: \(duration), found the number 30; write \"30s\""),
    (
      "startTimeout", "\"11m\"",
      "startTimeout: expected a duration from 1ms to 10m, found \"11m\"; write \"10m\" or less"
    ),
    (
      "startTimeout", "\"soon\"",
      "startTimeout: expected a duration such as \"30s\", found \"soon\"; write a number with its unit ms, s, m or h, as in \"30s\""
    ),
    ("health", "true", "health: expected an object, found true; write { \"interval\": \"10s\" }"),
    (
      "config", "[]",
      "config: expected an object, found an empty array; write { \"model\": \"small\" }"
    ),
    (
      "configSchema", "true",
      "configSchema: expected a JSON Schema (an object), found true; write the schema itself here, as in { \"type\": \"object\" }"
    ),
    (
      "configSchema", "{ \"properties\": { \"a\": { \"patternProperties\": {} } } }",
      "configSchema.properties.a.patternProperties: the keyword \"patternProperties\" is not among those that Roundhouse "
        + "checks; leave it out"
    ),
    ("endpoint", "\"X\"", "endpoint: expected an object, found \"X\"; write { \"env\": \"SALES_ENDPOINT\" }"),
    ("selfTest", "{}", "selfTest: expected an array of self tests, found an empty object; put it into [ ]"),
    (
      "selfTest", "[{ \"capability\": \"text.ecco\" }]",
      "selfTest[0].capability: expected one of the agent's capabilities, found \"text.ecco\"; did you mean \"text.echo\"?"
    ),
    (
      "selfTest", "[{ \"capability\": \"math.pow\" }]",
      "selfTest[0].capability: expected one of the agent's capabilities, found \"math.pow\"; declare it in "
        + "\"capabilities\" first"
    ),
    (
      "selfTest", "[{}]",
      "selfTest[0].capability: expected one of the agent's capabilities, found nothing; add \"capability\": \"text.echo\""
    ),
    (
      "functions", "[]",
      "functions: belongs to agents over plain C libraries only; remove it, or add \"kind\": \"ffi\""
    ),
    ("priorty", "1", "priorty: expected a known key, found \"priorty\"; did you mean \"priority\"?"),
    ("Priority", "1", "Priority: expected a known key, found \"Priority\"; did you mean \"priority\"?"),
    ("$Schema", "\"\"", "$Schema: expected a known key, found \"$Schema\"; did you mean \"$schema\"?"),
  ]

  private static let missing = [
    ("manifestVersion", "manifestVersion: expected the integer 1, found nothing; add \"manifestVersion\": 1"),
    ("id", "id: \(name) \"acme.summarizer\", found nothing; add \"id\": \"you.agent\""),
    (
      "version",
      "version: expected a semantic version such as \"1.0.0\", found nothing; add \"version\": \"1.0.0\""
    ),
    ("library", "library: expected the library's path, found nothing; add \"library\": \"libname.so\""),
    (
      "capabilities",
      "capabilities: expected an array of capabilities, found nothing; add \"capabilities\": [{ \"name\": \"text.echo\" }]"
    ),
  ]

  private static let capabilities = [
    ("\"version\": 0", "version: expected an integer from 1 to 1000000, found the number 0; write 1 or more"),
    ("\"timeout\": \"5 minutes\"", "timeout: \(duration), found \"5 minutes\"; write \"5m\""),
    ("\"timeout\": \"0s\"", "timeout: expected a duration from 1ms to 24h, found \"0s\"; write \"1ms\" or more"),
    ("\"timeout\": 2.5", "timeout: \(duration), found the number 2.5; write \"2.5s\""),
    ("\"cost\": -1", "cost: expected a number from 0 to 1000000000, found the number -1; write 0 or more"),
    ("\"cost\": \"1\"", "cost: expected a number from 0 to 1000000000, found \"1\"; write it without quotes"),
    ("\"tags\": \"a\"", "tags: expected an array of tags, found \"a\"; put it into [ ]: [\"a\"]"),
    ("\"tags\": [\"A\"]", "tags[0]: expected a lower-case word such as \"fast\", found \"A\"; write \"a\""),
    ("\"tags\": [\"a\", \"a\"]", "tags[1]: expected each of the tags once, found \"a\" again; remove one"),
    ("\"streaming\": 1", "streaming: expected true or false, found the number 1; write true"),
    ("\"idempotent\": \"yes\"", "idempotent: expected true or false, found \"yes\"; write true"),
    (
      "\"strategy\": \"roundrobin\"",
      "strategy: expected one of \"power-of-two\", \"round-robin\", \"least-busy\", \"weighted\", \"sticky\", found "
        + "\"roundrobin\"; did you mean \"round-robin\"?"
    ),
    (
      "\"input\": \"schema.json\"",
      "input: expected a JSON Schema (an object), found \"schema.json\"; write the schema itself here, as in { \"type\": \"object\" }"
    ),
    (
      "\"input\": { \"type\": \"text\" }",
      "input.type: expected one of \"null\", \"boolean\", \"number\", \"integer\", \"string\", \"array\", \"object\", found \"text\"; write \"string\""
    ),
    (
      "\"input\": { \"requird\": [] }",
      "input.requird: expected a known keyword, found \"requird\"; did you mean \"required\"?"
    ),
    (
      "\"output\": { \"$ref\": \"other.json\" }",
      "output.$ref: a reference must stay within the schema: it begins with \"#\"; put that schema under \"$defs\" here and write \"#/$defs/name\""
    ),
    (
      "\"output\": { \"$ref\": \"#/$defs/x\" }",
      "output.$ref: there is nothing at \"#/$defs/x\"; declare it under \"$defs\", or correct the reference"
    ),
    (
      "\"stream\": true",
      "stream: expected a known key, found \"stream\"; known here are cost, description, idempotent, input, name, output, strategy, streaming, tags, timeout, version; a key of your own begins with \"x-\""
    ),
  ]

  private static let nested = [
    (
      "health", "\"interval\": \"1ms\"",
      "interval: expected a duration from 100ms to 1h, found \"1ms\"; write \"100ms\" or more"
    ),
    (
      "health", "\"failureThreshold\": 0",
      "failureThreshold: expected an integer from 1 to 100, found the number 0; write 1 or more"
    ),
    (
      "health", "\"intervall\": \"1s\"",
      "intervall: expected a known key, found \"intervall\"; did you mean \"interval\"?"
    ),
    (
      "breaker", "\"openTime\": \"2h\"",
      "openTime: expected a duration from 1ms to 1h, found \"2h\"; write \"1h\" or less"
    ),
    (
      "breaker", "\"openTime\": \"10s\", \"maximumOpenTime\": \"5s\"",
      "maximumOpenTime: expected at least openTime, which is 10s, found \"5s\"; write \"10s\" or more"
    ),
    ("limits", "\"memory\": \"64 mb\"", "memory: \(size), found \"64 mb\"; write \"64MiB\""),
    (
      "limits", "\"memory\": \"lots\"",
      "memory: expected a size such as \"64MiB\", found \"lots\"; write bytes, or a number with its unit KiB, MiB or GiB, as in \"64MiB\""
    ),
    (
      "limits", "\"memory\": 5", "memory: expected a size from 1MiB to 1TiB, found the number 5; write \"1MiB\" or more"
    ),
    (
      "limits", "\"memory\": -5",
      "memory: expected a size such as \"64MiB\", found the number -5; write bytes, or a number with its unit KiB, MiB or GiB, as in \"64MiB\""
    ),
    ("limits", "\"cpu\": 0", "cpu: expected a number from 0.01 to 1024, found the number 0; write 0.01 or more"),
    (
      "limits", "\"queue\": 65537",
      "queue: expected an integer from 0 to 65536, found the number 65537; write 65536 or less"
    ),
    (
      "limits", "\"reply\": \"2GiB\"",
      "reply: expected a size from 1KiB to 1GiB, found \"2GiB\"; write \"1GiB\" or less"
    ),
    ("permissions", "\"read\": \"/\"", "read: expected an array of paths, found \"/\"; put it into [ ]: [\"/\"]"),
    (
      "permissions", "\"read\": [\"../x\"]",
      "read[0]: expected an absolute path, or a path within the manifest's folder, found \"../x\"; write it without \"..\", as in \"/usr/share/dict\" or \"data\""
    ),
    (
      "permissions", "\"write\": [\"/a/../b\"]",
      "write[0]: expected an absolute path, or a path within the manifest's folder, found \"/a/../b\"; write it without \"..\", as in \"/usr/share/dict\" or \"data\""
    ),
    (
      "permissions", "\"connect\": [\"https\"]",
      "connect[0]: expected an integer from 1 to 65535, found \"https\"; write a whole number, as in 443"
    ),
    (
      "permissions", "\"connect\": [0]",
      "connect[0]: expected an integer from 1 to 65535, found the number 0; write 1 or more"
    ),
    (
      "permissions", "\"connect\": [1, 1]", "connect[1]: expected each of the TCP ports once, found 1 again; remove one"
    ),
    (
      "permissions", "\"call\": [\"*.x\"]",
      "call[0]: expected a capability, a pattern such as \"crm.*\", or \"*\", found \"*.x\"; write a whole name, or end it with \".*\" to cover all names that begin so"
    ),
    (
      "permissions", "\"environment\": [\"1A\"]",
      "environment[0]: expected the name of an environment variable such as \"HTTP_PROXY\", found \"1A\"; use letters, digits and '_', and begin with a letter"
    ),
    (
      "endpoint", "",
      "env: expected the name of an environment variable such as \"SALES_ENDPOINT\", found nothing; add \"env\": \"SALES_ENDPOINT\""
    ),
    (
      "endpoint", "\"env\": \"A B\"",
      "env: expected the name of an environment variable such as \"SALES_ENDPOINT\", found \"A B\"; write \"A_B\""
    ),
    (
      "endpoint", "\"env\": \"A\", \"url\": \"\"",
      "url: expected a known key, found \"url\"; known here are env; a key of your own begins with \"x-\""
    ),
  ]

  private static let texts = [
    ("", "not valid JSON: the text is empty, expected a value; write at least { }"),
    ("[]", "expected an object, found an empty array; a manifest is one JSON object: { \"manifestVersion\": 1, … }"),
    (
      "{ \"id\": \"a\" ",
      "not valid JSON: the text ends too early, expected ',' or '}'; close what is open; the end of the file may be missing"
    ),
    (
      "\u{FEFF}{}",
      "not valid JSON: the text begins with a byte order mark; save it as UTF-8 without one"
    ),
  ]

  @Test("The place of a syntax error is told, and of bytes that are no UTF-8")
  func tellsPlaces() throws {
    let cut = Array("{\n  \"id\": \"a".utf8)
    #expect(
      problems(cut).first?.description
        == "agent.json:2:9: not valid JSON: the text ends inside a string; close it with a double quote")
    let broken = Array("{\n  \"id\": \"".utf8) + [0xC3, 0x28] + Array("\" }".utf8)
    #expect(
      problems(broken).first?.description
        == "agent.json:2:10: not valid JSON: byte 0xC3 is not valid UTF-8 here; save the file as UTF-8")
  }

  @Test("A file over 1 MiB is refused before it is read")
  func refusesLarge() {
    let found = problems([UInt8](repeating: 0, count: (1 << 20) + 1))
    #expect(
      found.map(\.description) == [
        "agent.json: expected at most 1MiB, found 1048577 bytes; keep data in files of their own"
      ])
  }

  @Test("Duplicate keys are refused at any depth, with their place")
  func refusesDuplicates() {
    let text = "{\n\"id\": \"a\",\n\"id\": \"b\", \"config\": { \"x\": [{ \"y\": 1,\n  \"y\": 2 }] } }"
    let found = problems(Array(text.utf8)).filter { $0.message.contains("second time") }
    #expect(
      found.map(\.description) == [
        "agent.json:3:1: id: expected each key once, found this one for the second time; remove one of the two",
        "agent.json:4:3: config.x[0].y: expected each key once, found this one for the second time; remove one of the two",
      ])
  }

  @Test("Keys of one's own and the schema's address are allowed")
  func allowsOwnKeys() throws {
    _ = try ManifestReader.read(ManifestText.with("x-anything", "[1]"), path: "")
    _ = try ManifestReader.read(ManifestText.with("$schema", "\"https://example.org\""), path: "")
    _ = try ManifestReader.read(
      ManifestText.with("capabilities", "[{ \"name\": \"a\", \"x-note\": 1 }]"), path: "")
  }

  private func expectProblem(_ bytes: [UInt8], _ message: String) throws {
    let found = problems(bytes)
    #expect(found.map(\.message).contains(message), "\(found.map(\.message))")
  }

  private func problems(_ bytes: [UInt8]) -> [ManifestProblem] {
    do {
      _ = try ManifestReader.read(bytes, path: "agent.json", platform: .linuxX86)
      return []
    } catch {
      return error.list
    }
  }
}
