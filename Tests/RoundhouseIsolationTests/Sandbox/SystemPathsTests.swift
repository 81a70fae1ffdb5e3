import Foundation
import RoundhouseIsolation
import Testing

@Suite struct SystemPathsTests {
  @Test func `The Swift runtime is where this program has it from`() throws {
    let folder = try #require(SystemPaths.swiftRuntime)
    #expect(FileManager.default.fileExists(atPath: folder + "/libswiftCore.so"))
  }
}
