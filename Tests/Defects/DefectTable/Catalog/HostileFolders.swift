internal import FixtureBuilder
internal import Glibc
package import RoundhouseModel

extension DefectCatalog {
  private static let marks = [#"#include "../hostile.h""#, #"#include "../shared-memory.h""#]

  /// The folders in `Tests/Fixtures/Agents` whose agent says by what it includes that it is hostile.
  package static func hostileFolders() throws(RoundhouseError) -> Set<String> {
    let root = FixtureBuilder.repository + "/Tests/Fixtures/Agents"
    guard let stream = opendir(root) else {
      throw RoundhouseError(.unreachable, "there are no fixtures", remedy: "run this in the repository", path: root)
    }
    defer { closedir(stream) }
    var folders: Set<String> = []
    while let entry = readdir(stream) {
      let name = DirectoryEntry.name(entry)
      guard let source = TextFile.read("\(root)/\(name)/agent.c") else { continue }
      if marks.contains(where: source.contains) { folders.insert(name) }
    }
    return folders
  }
}
