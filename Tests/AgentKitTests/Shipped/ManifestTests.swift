import AgentKit
import CRoundhouse
import Foundation
import RoundhouseModel
import Testing

@Suite("Manifests of the agents that ship", .timeLimit(.minutes(1))) struct ManifestTests {
  @Test("the manifest is read without a problem", arguments: ShippedAgent.names)
  func manifest(name: String) throws {
    let manifest = try ManifestReader.read(ShippedAgent.manifestText(name), path: "Plugins/\(name)/agent.json")
    #expect(manifest.library.path == "lib\(name).so")
    #expect(manifest.id == ShippedAgent.parts[name] ?? "roundhouse.\(name)")
    #expect(manifest.isBlocking == (name == "jq"), "only jq takes its time")
  }

  @Test("its schemas are read, and its configuration fits", arguments: ShippedAgent.names)
  func schemas(name: String) throws {
    let manifest = try ManifestReader.read(ShippedAgent.manifestText(name), path: name)
    for text in manifest.capabilities.flatMap({ [$0.input, $0.output] }) where !text.isEmpty {
      _ = try JSONSchema(parsing: text)
    }
    guard !manifest.configSchema.isEmpty else { return }
    let config = try JSONDocument(parsing: manifest.config)
    #expect(try JSONSchema(parsing: manifest.configSchema).validate(config.root).isEmpty)
  }

  @Test("every capability that is declared is known to the agent", arguments: ShippedAgent.names)
  func capabilities(name: String) async throws {
    let host = try ShippedAgent.host(name)
    for capability in try ShippedAgent.manifest(name)["capabilities"] as! [[String: Any]] {
      let answer = await host.call(capability["name"] as! String, "{}")
      #expect(answer.kind != .unknownCapability)
      #expect(answer.kind != .agentError)
    }
    await host.destroy()
  }

  @Test("the self tests of the manifest pass", arguments: ShippedAgent.names)
  func selfTests(name: String) async throws {
    let host = try ShippedAgent.host(name)
    let tests = try #require(ShippedAgent.manifest(name)["selfTest"] as? [[String: Any]])
    #expect(!tests.isEmpty)
    for test in tests {
      let input = try JSONSerialization.data(withJSONObject: test["input"]!, options: .fragmentsAllowed)
      let answer = await host.call(test["capability"] as! String, String(decoding: input, as: UTF8.self))
      #expect(answer.status == RH_OK, "\(answer.message)")
      // What depends on the configuration is not promised: a self test must pass whatever the operator says.
      guard let promised = test["output"] as? NSDictionary else { continue }
      #expect(try JSONSerialization.jsonObject(with: Data(answer.payload)) as? NSDictionary == promised)
    }
    await host.destroy()
  }

  @Test("what it is not made for is refused as unknown", arguments: ShippedAgent.names)
  func unknown(name: String) async throws {
    guard name != "echo" && name != "echo-swift" && name != "quote-steady" else { return }
    let host = try ShippedAgent.host(name)
    #expect(await host.call("no.such", "{}").kind == .unknownCapability)
    await host.destroy()
  }
}
