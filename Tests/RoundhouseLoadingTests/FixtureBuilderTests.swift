import FixtureBuilder
import RoundhouseModel
import Testing

@testable import RoundhouseLoading

/// The maker of the C agents that all tests share.
struct FixtureBuilderTests {
  @Test func `A bundle is a folder with a library that loads and the manifest as given`() throws {
    let folder = try TemporaryFolder()
    let bundle = try FixtureBuilder.bundle("plain", manifest: "{}", in: folder.path)
    #expect(bundle == "\(folder.path)/plain")
    #expect(try TemporaryFolder.read("\(bundle)/agent.json") == Array("{}".utf8))
    _ = try AgentTable(ImageStore().load(LibraryReference(path: "libplain.so"), in: bundle, kind: .native))
  }

  @Test func `A fixture is compiled once, another set of flags is another library`() throws {
    let first = try FixtureBuilder.build("plain")
    #expect(try FixtureBuilder.build("plain") == first)
    #expect(try FixtureBuilder.build("plain", flags: ["-O2"]) != first)
  }

  @Test func `A fixture that does not compile shows the compiler's words`() throws {
    let folder = try TemporaryFolder()
    try TemporaryFolder.write(Array("nonsense".utf8), to: "\(folder.path)/agent.c")
    let error = #expect(throws: FixtureError.self) {
      try FixtureBuilder.compile("\(folder.path)/agent.c", to: "\(folder.path)/x.so")
    }
    #expect(error?.description.contains("unknown type name 'nonsense'") == true)
  }
}
