import Foundation
import Testing

@Suite("Malformed manifests and libraries")
struct MalformedTests {
  @Test(
    "Beside more than 200 of them a host starts, tells each one in one clear line, and the others serve on",
    .timeLimit(.minutes(5)))
  func all() throws {
    let corpus = try MalformedCorpus(in: House.folder("malformed"))
    #expect(corpus.ways.count >= 200)
    let host = try RunningHost(agents: corpus.folder, patience: 120)
    let listing = try host.listing()

    for (name, way) in corpus.ways {
      let lines = listing.rejected.filter { $0.path?.contains("/\(name)/") == true || $0.id == name }
      guard let line = lines.first else {
        Issue.record("\(name) (\(way)) was not told; \(Self.place(name, listing))")
        continue
      }
      #expect(lines.count == 1, "\(name) (\(way)) was told \(lines.count) times")
      #expect(line.reason.count >= 8 && line.reason.count < 600, "\(name) (\(way)): \(line.reason)")
      #expect(!line.reason.contains("\n") && !line.reason.contains("\u{0}"), "\(name) (\(way)): \(line.reason)")
      #expect(line.remedy?.isEmpty == false, "\(name) (\(way)) has no remedy: \(line.reason)")
    }
    let ids = try House.agentIDs()
    let shipped = listing.agents.filter { ids.contains($0.id) }
    #expect(shipped.count == listing.agents.count)
    #expect(shipped.count >= 12)
    #expect(shipped.allSatisfy { $0.state == "healthy" })
    #expect(try host.call("text.echo", #"{"still":"here"}"#).body == #"{"still":"here"}"#)
    let log = host.program.errors
    for name in corpus.ways.keys {
      #expect(log.contains("/\(name)/") || log.contains("\(name)"), "\(name) is not in the log")
    }
    #expect(host.stop().status == 0)
  }

  /// Where a bundle went that was not rejected.
  private static func place(_ name: String, _ listing: RunningHost.Listing) -> String {
    listing.agents.contains { $0.id == name } ? "it was taken as a good agent" : "nothing is known of it"
  }
}
