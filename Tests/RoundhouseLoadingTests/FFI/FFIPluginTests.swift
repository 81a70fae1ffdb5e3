import CRoundhouse
import FixtureBuilder
import RoundhouseModel
import Testing

@testable import RoundhouseLoading

extension FFITests {
  /// The ffi agents that ship, over the system's own libraries.
  struct Plugins {
    static func agent(_ folder: String) throws -> (agent: FFIAgent, manifest: Manifest) {
      let path = "\(FixtureBuilder.repository)/Plugins/\(folder)/agent.json"
      let manifest = try ManifestReader.read(TemporaryFolder.read(path), path: path)
      let library = try SharedLibrary.system(manifest.library.path)
      let instance = try FFIInstance(
        manifest: manifest, library: library, services: NoServices(replyLimit: 1 << 24), number: 9)
      return (FFIAgent(instance), manifest)
    }

    @Test(arguments: ["libm", "zlib", "sqlite", "libsodium"])
    func `An agent that ships passes its own tests`(folder: String) throws {
      let (agent, manifest) = try Self.agent(folder)
      #expect(!manifest.selfTests.isEmpty && manifest.capabilities.allSatisfy { !$0.description.isEmpty })
      for test in manifest.selfTests {
        let answer = try agent.call(test.capability, test.input)
        #expect(answer.status == RH_OK, "\(test.capability): \(answer.message)")
        guard !test.output.isEmpty, answer.status == RH_OK else { continue }
        let wanted = try JSONDocument(parsing: test.output).root
        #expect(try JSONDocument(parsing: answer.bytes).root.isEqual(to: wanted), "\(test.capability): \(answer.text)")
      }
      agent.instance.destroy()
    }

    @Test func `Mathematics answers numbers, and the system's words where there is none`() throws {
      let (libm, _) = try Self.agent("libm")
      #expect(try libm.call("math.pow", "{\"base\":2,\"exponent\":10}").text == "{\"result\":1024}")
      #expect(try libm.call("math.frexp", "{\"x\": -8}").text == "{\"fraction\":-0.5,\"exponent\":4}")
      let root = try libm.call("math.sqrt", "{\"x\": -1}")
      #expect(root.message == "Numerical argument out of domain" && root.agentCode == "EDOM")
      #expect(try libm.call("math.pow", "{\"base\":10,\"exponent\":400}").agentCode == "ERANGE")
      #expect(
        try libm.call("math.pow", "{\"base\":2,\"exponent\":\"ten\"}").message
          == "/exponent: expected a number, found a string")
    }

    @Test func `zlib gives back what it was given`() throws {
      let (zlib, _) = try Self.agent("zlib")
      let data = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 / 100) }
      let raw = "application/octet-stream"
      let small = try zlib.call("zip.compress", data, contentType: raw)
      #expect(small.status == RH_OK && small.contentType == raw && small.bytes.count < 5000)
      #expect(try zlib.call("zip.uncompress", small.bytes, contentType: raw).bytes == data)
      let broken = try zlib.call("zip.uncompress", data, contentType: raw)
      #expect(broken.status == RH_AGENT_ERROR && broken.message == "data error" && broken.agentCode == "data_error")
      let text = Base64.quoted(small.bytes.withUnsafeBytes { $0 })
      let tight = "{\"compressed\":\(String(decoding: text, as: UTF8.self)),\"size\":99999}"
      #expect(try zlib.call("zip.uncompress", tight).agentCode == "buf_error")
      #expect(try zlib.call("zip.crc32", data, contentType: raw).text == "{\"crc32\":\(crc32(data))}")
    }

    @Test func `A database is opened, filled, asked and closed by its handles`() throws {
      let (sqlite, _) = try Self.agent("sqlite")
      let db = "\"db\": \"\(try sqlite.string("db", "sqlite.open"))\""
      func exec(_ sql: String) throws -> String {
        try sqlite.call("sqlite.exec", "{\(db), \"sql\": \"\(sql)\"}").outcome
      }
      #expect(
        try exec("create table town (name text unique, people int); insert into town values ('Ulm', 126000)") == "{}")
      #expect(try exec("insert into town values ('Ulm', 1)") == "UNIQUE constraint failed: town.name")
      #expect(try exec("selct 1") == "near \"selct\": syntax error")
      let prepare = "{\(db), \"sql\": \"select name, people, null from town where people > ?\"}"
      let name = try sqlite.string("statement", "sqlite.prepare", prepare)
      let statement = "\"statement\": \"\(name)\""
      #expect(try sqlite.call("sqlite.bind.integer", "{\(statement), \"index\": 1, \"value\": 5}").outcome == "{}")
      #expect(
        try sqlite.call("sqlite.bind.integer", "{\(statement), \"index\": 2, \"value\": 5}").outcome
          == "column index out of range")
      #expect(try sqlite.call("sqlite.step", "{\(statement)}").outcome == "{\"state\":\"row\"}")
      #expect(try sqlite.call("sqlite.column.text", "{\(statement), \"column\": 0}").outcome == "{\"text\":\"Ulm\"}")
      #expect(try sqlite.call("sqlite.column.integer", "{\(statement), \"column\": 1}").outcome == "{\"value\":126000}")
      #expect(try sqlite.call("sqlite.column.text", "{\(statement), \"column\": 2}").outcome == "{\"text\":null}")
      #expect(try sqlite.call("sqlite.column.type", "{\(statement), \"column\": 2}").outcome == "{\"type\":\"null\"}")
      #expect(try sqlite.call("sqlite.step", "{\(statement)}").outcome == "{\"state\":\"done\"}")
      #expect(try sqlite.call("sqlite.close", "{\(db)}").agentCode == "handle_in_use")
      #expect(try sqlite.call("sqlite.finalize", "{\(statement)}").outcome == "{}")
      #expect(try sqlite.call("sqlite.close", "{\(db)}").outcome == "{}")
      #expect(try sqlite.call("sqlite.close", "{\(db)}").agentCode == "stale_handle")
      #expect(sqlite.instance.handles.count == 0)
    }

    @Test(arguments: [
      "attach 'file:/tmp/never.db?vfs=unix' as x", "attach '/tmp/never.db' as x", "vacuum into '/tmp/never.db'",
    ])
    func `The databases that ship cannot reach files`(sql: String) throws {
      let (sqlite, _) = try Self.agent("sqlite")
      let db = "\"db\": \"\(try sqlite.string("db", "sqlite.open"))\""
      #expect(
        try sqlite.call("sqlite.exec", "{\(db), \"sql\": \"\(sql)\"}").outcome == "too many attached databases - max 0")
      sqlite.instance.destroy()
    }

    @Test func `libsodium hashes bytes`() throws {
      let (sodium, _) = try Self.agent("libsodium")
      let raw = try sodium.call("crypto.sha256", Array("abc".utf8), contentType: "application/octet-stream")
      #expect(raw.bytes.prefix(4) == [0xBA, 0x78, 0x16, 0xBF] && raw.bytes.count == 32)
      #expect(
        try sodium.call("crypto.hash", "{\"data\": \"\", \"length\": 65}").message == "crypto_generichash returned -1")
      let (one, two) = (try sodium.call("crypto.random").text, try sodium.call("crypto.random").text)
      #expect(one != two && one.utf8.count == "{\"bytes\":\"\"}".utf8.count + 44)
    }

    /// The checksum, bit by bit.
    private func crc32(_ data: [UInt8]) -> UInt32 {
      var crc = UInt32.max
      for byte in data {
        crc ^= UInt32(byte)
        for _ in 0..<8 {
          let carry = crc & 1
          crc >>= 1
          if carry == 1 { crc ^= 0xEDB8_8320 }
        }
      }
      return ~crc
    }
  }
}
