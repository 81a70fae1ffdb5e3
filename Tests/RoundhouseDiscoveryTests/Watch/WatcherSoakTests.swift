import CPlatform
import FixtureBuilder
import Glibc
import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("The watcher in a storm", .timeLimit(.minutes(3)))
struct WatcherSoakTests {
  @Test("after 1 000 random changes the last look shows what a fresh scan shows", arguments: [1, 2, 3] as [UInt64])
  func storm(seed: UInt64) async throws {
    let folder = TemporaryFolder()
    let roots = ["r0", "r1", "deep/r2"].map(folder.at)
    let looks = Looks(roots)
    var timing = WatchTiming()
    timing.rescan = .seconds(3600)
    let watcher = try AgentWatcher(roots: roots, timing: timing, log: Lines()) { looks.look() }
    var storm = Storm(folder: folder, random: Seeded(seed))
    for _ in 0..<1_000 { storm.step() }
    let fresh = Sample.scan(roots)
    await looks.wait { $0.scan == fresh }
    watcher.stop()
    let end = looks.now
    #expect(end.faults == [])
    let refused = Set(fresh.rejected.map(\.path))
    for agent in end.settled.found where fresh[agent.id] != agent {
      let path = agent.bundle.manifestPath
      #expect(refused.contains(path) || refused.contains(PathText.parent(path)), "\(path) is held without a reason")
    }
    #expect(fresh.found.allSatisfy { end.settled[$0.id] != nil })
    print("seed \(seed): \(end.count) looks, \(fresh.found.count) found, \(fresh.rejected.count) rejected")
  }
}

extension WatcherSoakTests {
  @Test("ten thousand files written into the tree leave the watcher at its share of a core")
  func files() async throws {
    let folder = TemporaryFolder()
    for number in 0..<100 { folder.drop("a\(number)", id: "acme.a\(number)") }
    let looks = Looks([folder.path])
    var timing = WatchTiming()
    timing.rescan = .seconds(3600)
    let watcher = try AgentWatcher(roots: [folder.path], timing: timing, log: Lines()) { looks.look() }
    watcher.poke()
    await looks.wait { $0.scan.found.count == 100 }
    let thread = try #require(Self.watcherThreads().max())
    let (begin, before) = (platform_now(), platform_thread_cpu_of(thread))
    for number in 0..<10_000 {
      folder.write("a\(number % 100)/f\(number).agent.json", Sample.manifest(id: "acme.f\(number % 50)"))
      if number % 100 == 99 { TemporaryFolder.remove(folder.at("a\(number / 100)")) }
    }
    folder.drop("last", id: "acme.last")
    await looks.wait { $0.scan["acme.last"] != nil }
    let spent = Double(platform_thread_cpu_of(thread) - before) - Double(timing.credit)
    let share = max(0, spent) / Double(platform_now() - begin)
    watcher.stop()
    print("\(looks.now.count) looks, \(Int(share * 100)) % of a core beyond its credit")
    // The look that is going on at the end has not been rested for yet.
    #expect(share < 0.4)
  }

  private static func watcherThreads() -> [pid_t] {
    let tasks = (try? FolderListing(FileDescriptor.folder(Array("/proc/self/task".utf8)), limit: 4096))?.entries ?? []
    return tasks.map { String(decoding: $0.name, as: UTF8.self) }.filter { task in
      let file = try? FileDescriptor.open(Array("/proc/self/task/\(task)/comm".utf8))
      return (try? file?.read(atMost: 32)) == Array("rh-watch\n".utf8)
    }.compactMap { pid_t($0) }
  }
}

/// One of the things that people and programs do to folders of agents.
private struct Storm {
  let folder: TemporaryFolder
  var random: Seeded

  mutating func step() {
    let root = ["r0", "r1", "deep/r2"].randomElement(using: &random)!
    let place = "\(root)/a\(Int.random(in: 0..<6, using: &random))"
    let id = "acme.n\(Int.random(in: 0..<8, using: &random))"
    let priority = "\"priority\": \(Int.random(in: 0..<9, using: &random)), "
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<25: folder.drop(place, id: id, extra: priority)
    case 25..<35: folder.write("\(place)/agent.json", Sample.manifest(id: id, extra: priority))
    case 35..<45: folder.write("\(place)/agent.json", "{ \"manifestVersion\": ")
    case 45..<55: folder.write("\(place)/libx.so", "library \(Int.random(in: 0..<1000, using: &random))")
    case 55..<60: unlink(folder.at("\(place)/libx.so"))
    case 60..<67: unlink(folder.at("\(place)/agent.json"))
    case 67..<77: TemporaryFolder.remove(folder.at(place))
    case 77..<82: rename(folder.at(place), folder.at("aside"))
    case 82..<87: rename(folder.at("aside"), folder.at(place))
    case 87..<90: folder.write("\(place)/more.agent.json", Sample.manifest(id: "\(id).more"))
    case 90..<93: symlink("../r0/a0", folder.at("\(root)/link"))
    case 93..<95: unlink(folder.at("\(root)/link"))
    case 95..<97: TemporaryFolder.remove(folder.at(root))
    case 97..<98: rename(folder.at(root), folder.at("r1"))
    case 98..<99: chmod(folder.at(place), 0o777)
    default: usleep(15_000)
    }
  }
}
