import FixtureBuilder
import Foundation
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  @Suite struct GoingBackTests {
    private let fixture = HostFixture()

    @Test func `the generations before come back one after another, and then there is none`() throws {
      for version in ["1.0.0", "1.1.0", "1.2.0"] { try fixture.host.add(fixture.generation(version)) }
      for version in ["1.1.0", "1.0.0"] {
        try fixture.host.rollBack("test.generation")
        #expect(try fixture.versions(5) == [version: 5])
      }
      #expect(try fixture.status("test.generation").generation == 5)
      #expect(try fixture.host.history(of: "test.generation").first?.isReturn == true)
      do throws(RoundhouseError) {
        try fixture.host.rollBack("test.generation")
        Issue.record("there is none before")
      } catch {
        #expect(error.code == .conflict)
        #expect(error.message.contains("no generation to go back to: version 1.0.0"))
      }
    }

    @Test func `it comes back although its file holds something else by now`() throws {
      let folder = FileManager.default.temporaryDirectory.path + "/generation-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      var bundle = try fixture.generation("1.0.0")
      try FileManager.default.copyItem(
        atPath: bundle.folder + "/" + bundle.manifest.library.path, toPath: folder + "/lib.so")
      bundle.folder = folder
      bundle.manifest.library.path = "lib.so"
      try fixture.host.add(bundle)
      let digest = try fixture.status("test.generation").sha256
      try FileManager.default.removeItem(atPath: folder + "/lib.so")
      try FileManager.default.copyItem(
        atPath: FixtureBuilder.build("generation", flags: ["-DSALT=7"]), toPath: folder + "/lib.so")
      bundle.manifest.version = "2.0.0"
      try fixture.host.add(bundle)
      #expect(try fixture.status("test.generation").sha256 != digest)
      try FileManager.default.removeItem(atPath: folder + "/lib.so")
      try fixture.host.rollBack("test.generation")
      #expect(try fixture.status("test.generation").sha256 == digest)
      #expect(try fixture.versions(3) == ["1.0.0": 3])
    }

    @Test func `it keeps the standing that operators have given the agent`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0"))
      try fixture.host.change("test.generation", priority: 321, weight: 4)
      try fixture.host.rollBack("test.generation")
      let status = try fixture.status("test.generation")
      #expect(status.version == "1.0.0" && status.priority == 321 && status.weight == 4)
    }

    @Test func `another standing alone leaves the instance, and the same bundle again does not`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.0.0") { $0.priority = 300 })
      #expect(try fixture.status("test.generation").generation == 1)
      #expect(try fixture.status("test.generation").priority == 300)
      try fixture.host.add(fixture.generation("1.0.0") { $0.priority = 300 })
      #expect(try fixture.status("test.generation").generation == 2)
      #expect(try fixture.host.history(of: "test.generation").count == 1)
      #expect(throws: RoundhouseError.self) { try fixture.host.rollBack("test.generation") }
    }

    @Test func `an unknown agent has no history and nothing to promote`() throws {
      #expect { try fixture.host.history(of: "test.nobody") } throws: { Self.code($0) == .unknownAgent }
      #expect { try fixture.host.promote("test.nobody") } throws: { Self.code($0) == .unknownAgent }
      try fixture.host.add(fixture.generation("1.0.0"))
      #expect(try fixture.host.history(of: "test.generation").isEmpty)
      #expect { try fixture.host.promote("test.generation") } throws: { Self.code($0) == .conflict }
      let share = ReplacementSettings(share: 101)
      #expect { try fixture.host.replace("test.generation", share) } throws: { Self.code($0) == .badRequest }
    }

    private static func code(_ error: any Error) -> ErrorCode? { (error as? RoundhouseError)?.code }
  }
}
