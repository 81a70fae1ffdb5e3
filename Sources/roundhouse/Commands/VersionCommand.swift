internal import RoundhouseModel

/// `roundhouse version`.
enum VersionCommand {
  static let command = Command(
    name: "version",
    abstract: "Print the version of this program and of the ABI that it speaks",
    options: [.json],
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    guard invocation.has(.json) else {
      console.output.line("roundhouse \(Release.version) (ABI \(Release.abi), \(Release.platform))")
      return 0
    }
    var writer = JSONWriter(isPretty: true)
    writer.beginObject()
    writer.member("version", Release.version)
    writer.member("abi", Release.abi)
    writer.member("platform", Release.platform)
    writer.endObject()
    console.output.write(writer.bytes + [10])
    return 0
  }
}
