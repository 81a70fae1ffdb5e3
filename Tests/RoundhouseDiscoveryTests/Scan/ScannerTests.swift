import Glibc
import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("A scan finds agents")
struct ScannerTests {
  let folder = TemporaryFolder()

  @Test("each folder with a manifest and a library is an agent, sorted by id")
  func found() {
    for (place, id) in [("c", "acme.alpha"), ("a", "acme.beta"), ("b", "acme.alpha-2")] { folder.drop(place, id: id) }
    folder.folder("empty")
    folder.write("README.md", "not an agent")
    let scan = Sample.scan([folder.path])
    #expect(scan.found.map(\.id) == ["acme.alpha", "acme.alpha-2", "acme.beta"])
    #expect(scan.rejected.isEmpty && scan.shadowed.isEmpty && scan.dormant.isEmpty)
    let agent = scan["acme.beta"]
    #expect(agent?.bundle.folder == folder.at("a"))
    #expect(agent?.bundle.manifestPath == folder.at("a/agent.json"))
    #expect(agent?.bundle.isTrusted == true)
    #expect(agent?.library?.size == 31)
    #expect(Sample.scan([folder.path]) == scan)
  }

  @Test("a root may be an agent's folder itself; then folders within it are its own affair")
  func ownFolder() {
    folder.drop("acme", id: "acme.one")
    folder.drop("acme/test", id: "acme.inner")
    #expect(Sample.scan([folder.at("acme")]).found.map(\.id) == ["acme.one"])
  }

  @Test("many agents share one folder and one library")
  func further() {
    folder.drop("roles", id: "role.first")
    for number in 1...20 { folder.write("roles/r\(number).agent.json", Sample.manifest(id: "role.r\(number)")) }
    let scan = Sample.scan([folder.path])
    #expect(scan.found.count == 21)
    #expect(scan.rejected.isEmpty)
    #expect(Set(scan.found.map { $0.library?.inode }).count == 1)
  }

  @Test("a further manifest needs agent.json beside it")
  func stray() {
    folder.write("roles/one.agent.json", Sample.manifest(id: "role.one"))
    folder.write("two.agent.json", Sample.manifest(id: "role.two"))
    let scan = Sample.scan([folder.path])
    #expect(scan.found.isEmpty)
    #expect(scan.rejected.map(\.path) == [folder.at("roles/one.agent.json"), folder.at("two.agent.json")])
    #expect(scan.rejected.allSatisfy { $0.reason == "no agent.json lies beside it" })
  }

  @Test("hidden folders and files are left alone")
  func hidden() {
    folder.drop(".staging", id: "acme.one")
    folder.drop("two", id: "acme.two")
    folder.write("two/.half.agent.json", "{")
    let scan = Sample.scan([folder.path])
    #expect(scan.found.map(\.id) == ["acme.two"])
    #expect(scan.rejected.isEmpty)
  }

  @Test("the first agent wins its id, and the others are listed with the winner")
  func shadowed() {
    folder.drop("a/late", id: "acme.one")
    folder.drop("b/one", id: "acme.one")
    folder.drop("b/again", id: "acme.one")
    let scan = Sample.scan([folder.at("b"), folder.at("a")])
    #expect(scan.found.map(\.bundle.folder) == [folder.at("b/again")])
    #expect(
      scan.shadowed == [
        ShadowedAgent(id: "acme.one", path: folder.at("a/late/agent.json"), by: folder.at("b/again/agent.json")),
        ShadowedAgent(id: "acme.one", path: folder.at("b/one/agent.json"), by: folder.at("b/again/agent.json")),
      ])
  }

  @Test("an agent that cannot be used leaves its id to the next")
  func rejectedGivesWay() {
    folder.write("a/one/agent.json", Sample.manifest(id: "acme.one"))
    folder.drop("b/one", id: "acme.one")
    let scan = Sample.scan([folder.at("a"), folder.at("b")])
    #expect(scan.found.map(\.bundle.folder) == [folder.at("b/one")])
    #expect(scan.rejected.map(\.id) == ["acme.one"])
  }

  @Test("an agent for an endpoint appears while its variable is set, and finds the value in its configuration")
  func endpoint() throws {
    folder.drop("sales", id: "acme.sales", extra: #""endpoint": {"env": "SALES_ENDPOINT"}, "config": {"a": 1},"#)
    let asleep = Sample.scan([folder.path], variables: ["SALES_ENDPOINT": ""])
    #expect(asleep.found.isEmpty)
    let dormant = DormantAgent(id: "acme.sales", path: folder.at("sales/agent.json"), variable: "SALES_ENDPOINT")
    #expect(asleep.dormant == [dormant])
    let awake = Sample.scan([folder.path], variables: ["SALES_ENDPOINT": "http://sales"])
    #expect(awake.dormant.isEmpty)
    #expect(
      awake.found.map { String(decoding: $0.bundle.config, as: UTF8.self) } == [
        #"{"a":1,"endpoint":"http://sales"}"#
      ])
  }

  @Test("the configuration file may name an endpoint too; the environment has the last word")
  func configuredEndpoint() throws {
    folder.drop("agents/sales", id: "acme.sales", extra: #""endpoint": {"env": "SALES_ENDPOINT"}, "#)
    let configuration = try Sample.configuration(
      #"{"agents": {"acme.sales": {"endpoint": "http://file", "config": {"endpoint": "http://config"}}}}"#, in: folder)
    func config(_ variables: [String: String]) -> [String] {
      Sample.scan([folder.at("agents")], variables: variables, configuration: configuration)
        .found.map { String(decoding: $0.bundle.config, as: UTF8.self) }
    }
    #expect(config([:]) == [#"{"endpoint":"http://file"}"#])
    #expect(config(["SALES_ENDPOINT": "http://env"]) == [#"{"endpoint":"http://env"}"#])
  }

  @Test("a library of the system needs no file")
  func systemLibrary() {
    let functions =
      #""kind": "ffi", "functions": [{"capability": "math.sqrt", "symbol": "sqrt", "parameters": [{"name": "x", "#
      + #""type": "f64"}], "returns": {"type": "f64"}}], "#
    folder.write(
      "libm/agent.json",
      #"{"manifestVersion": 1, "id": "libm", "version": "1.0.0", "library": "libm.so.6", "#
        + functions.dropLast(2) + "}")
    let scan = Sample.scan([folder.path])
    #expect(scan.rejected.map(\.description) == [])
    #expect(scan.found.map(\.library) == [nil])
  }

  @Test("an agent is trusted by its root, or by the operator's list wherever it lies")
  func trust() {
    folder.drop("a/one", id: "acme.one")
    folder.drop("a/two", id: "acme.two")
    symlink(folder.at("a/two"), folder.at("vouched"))
    let path = SearchPath(roots: [Sample.root(folder.at("a"), isTrusted: false)], trusted: [folder.at("vouched")])
    let scan = Scanner.scan(path, environment: Sample.environment(), configuration: Configuration())
    #expect(scan.found.map(\.bundle.isTrusted) == [false, true])
  }

  @Test("a linked folder is an agent's folder like any other")
  func linked() {
    folder.drop("elsewhere/one", id: "acme.one")
    folder.folder("agents")
    symlink("../elsewhere/one", folder.at("agents/one"))
    #expect(Sample.scan([folder.at("agents")]).found.map(\.bundle.folder) == [folder.at("agents/one")])
  }
}
