internal import CFloors
internal import CPlatform
internal import FixtureBuilder
internal import RoundhouseAssembly
internal import RoundhouseDiscovery
internal import RoundhouseHost
internal import RoundhouseModel

/// `discover.100`, `discover.rescan.2000` and `dropin`: from files in a folder to agents that answer.
enum LoadBenchmarks {
  /// A hundred libraries with a hundred digests: found, checked, sealed, mapped, created.
  static func discover() throws -> [Measurement] {
    var plain: [Double] = []
    var ours: [Double] = []
    var (scans, plainCPU, ourCPU): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<5 {
      let folder = try TemporaryFolder()
      try fill(folder.path, 100)
      let paths = (0..<100).flatMap { Array("\(folder.path)/plain\($0)/libnoop.so".utf8CString) }
      for place in 0..<100 { try copyLibrary(to: "\(folder.path)/plain\(place)", place + 1000) }
      var start = platform_now()
      var cpu = platform_process_cpu()
      if floor_dlopen_all(paths, 100) != 100 { fatalError("the floor did not open all") }
      plain.append(Double(platform_now() - start) / 1000)
      plainCPU.append(Double(platform_process_cpu() - cpu) / 1000)
      var configuration = HostConfiguration()
      configuration.images = 128
      let host = Host(configuration, HostSurroundings(log: Silence(), metrics: NoMetrics(), state: NoState()))
      let search = SearchPath(roots: [SearchRoot(path: folder.path, origin: .installation, isTrusted: true)])
      start = platform_now()
      cpu = platform_process_cpu()
      let scan = Scanner.scan(
        search, environment: Environment.current, configuration: Configuration())
      scans.append(Double(platform_now() - start) / 1000)
      let failures = host.add(scan.found.map(\.bundle))
      ours.append(Double(platform_now() - start) / 1000)
      ourCPU.append(Double(platform_process_cpu() - cpu) / 1000)
      if scan.found.count != 100 || !failures.isEmpty {
        fatalError("\(failures.first as Any) \(scan.rejected.first as Any)")
      }
    }
    plain.sort()
    ours.sort()
    var mine = Measurement(
      bench: "discover.100", system: "roundhouse", p50: ours[2], p99: ours[4], operations: 1e8 / ours[2],
      notes: "scan, verify, seal, map, create; 16 KB each; median of 5", count: 5)
    scans.sort()
    ourCPU.sort()
    plainCPU.sort()
    mine.extra = [
      ("ratio_to_floor", ours[2] / plain[2]), ("scan_us", scans[2]), ("cpu_us", ourCPU[2]),
      ("cpu_ratio", ourCPU[2] / plainCPU[2]), ("best_ratio", ours[0] / plain[0]),
    ]
    let floor = Measurement(
      bench: "discover.100", system: "c-dlopen", p50: plain[2], p99: plain[4], operations: 1e8 / plain[2],
      notes: "plain dlopen and dlsym of 100 files", count: 5)
    return [floor, mine]
  }

  /// A second look at two thousand agents of which none has changed, beside one that reads them all.
  static func rescan() throws -> [Measurement] {
    let folder = try TemporaryFolder()
    for number in 0..<2000 {
      let path = "\(folder.path)/agent\(number)"
      mkdir(path, 0o755)
      try TemporaryFolder.write([0], to: "\(path)/libnoop.so")
      try TemporaryFolder.write(manifest(number), to: "\(path)/agent.json")
    }
    // Until then no stamp is relied on.
    usleep(2_100_000)
    let search = SearchPath(roots: [SearchRoot(path: folder.path, origin: .installation, isTrusted: true)])
    var memory = ScanMemory()
    var scan = Scan()
    func look() -> Double {
      let start = platform_now()
      let next = Scanner.scan(search, environment: Environment.current, configuration: Configuration(), memory: &memory)
      scan = ScanDifference(from: scan, to: next).settled
      return Double(platform_now() - start) / 1000
    }
    var anew: [Double] = []
    var again: [Double] = []
    for _ in 0..<9 {
      memory = ScanMemory()
      anew.append(look())
      again.append(look())
    }
    if scan.found.count != 2000 { fatalError("\(scan.rejected.first as Any)") }
    anew.sort()
    again.sort()
    let mine = Measurement(
      bench: "discover.rescan.2000", system: "roundhouse", p50: again[4], p99: again[8], operations: 1e6 / again[4],
      notes: "look and difference where nothing has changed; median of 9", count: 9)
    let floor = Measurement(
      bench: "discover.rescan.2000", system: "read-all", p50: anew[4], p99: anew[8], operations: 1e6 / anew[4],
      notes: "the same look with every file read", count: 9)
    return [floor, mine]
  }

  /// From the manifest's rename to the first answer, inotify included: in a row, at leisure, and among many.
  static func dropIn() throws -> [Measurement] {
    [
      try dropIn("dropin", "20 agents one after another"),
      try dropIn("dropin.leisure", "20 agents, one every 100 ms", pause: 100_000),
      try dropIn("dropin.1000", "20 agents one after another beside 1000", beside: 1000),
      try dropIn("dropin.1000.leisure", "20 agents, one every 100 ms, beside 1000", beside: 1000, pause: 100_000),
    ]
  }

  private static func dropIn(
    _ name: String, _ notes: String, beside others: Int = 0, pause: useconds_t = 0
  ) throws -> Measurement {
    let folder = try TemporaryFolder()
    for number in 0..<others {
      // The same bytes: one image for all of them.
      try copyLibrary(to: "\(folder.path)/other\(number)", 0)
      try TemporaryFolder.write(manifest(100_000 + number), to: "\(folder.path)/other\(number)/agent.json")
    }
    if others > 0 { usleep(2_100_000) }
    var options = AssemblyOptions()
    options.flags.values["--agents"] = [folder.path]
    options.hasServer = false
    options.state = .memory
    options.logsAgents = false
    let assembly = try Assembly.start(options)
    defer { assembly.stop(deadline: platform_now() + .seconds(5)) }
    var times: [Double] = []
    for number in 1...20 {
      try copyLibrary(to: "\(folder.path)/agent\(number)", number)
      let start = platform_now()
      try TemporaryFolder.write(manifest(number), to: "\(folder.path)/agent\(number)/agent.json")
      while true {
        do throws(RoundhouseError) {
          _ = try assembly.host.callBlocking("cap.text.echo-\(number)", RouteBenchmarks.payload)
          break
        } catch {
          if platform_now() - start > .seconds(5) { throw error }
          // To say which names are near takes its time, and the watcher needs the core.
          usleep(2000)
        }
      }
      times.append(Double(platform_now() - start) / 1000)
      usleep(pause)
    }
    times.sort()
    return Measurement(
      bench: name, system: "roundhouse", p50: times[10], p99: times[19], operations: 1e6 / times[10],
      notes: "manifest renamed into place to first answer; \(notes)", count: 20)
  }

  static func fill(_ folder: String, _ count: Int) throws {
    for number in 0..<count {
      try copyLibrary(to: "\(folder)/agent\(number)", number)
      try TemporaryFolder.write(manifest(number), to: "\(folder)/agent\(number)/agent.json")
    }
  }

  /// The no-op library with a few bytes behind its end, so that each copy has a digest of its own.
  private static func copyLibrary(to folder: String, _ number: Int) throws {
    mkdir(folder, 0o755)
    var bytes = try TemporaryFolder.read(FixtureBuilder.build("noop", flags: ["-O2"]))
    bytes += Array("\(number)".utf8)
    try TemporaryFolder.write(bytes, to: folder + "/libnoop.so")
  }

  private static func manifest(_ number: Int) -> [UInt8] {
    Array(
      """
      { "manifestVersion": 1, "id": "bench.echo-\(number)", "version": "1.0.0", "library": "libnoop.so",
        "blocking": false, "capabilities": [{ "name": "cap.text.echo-\(number)", "idempotent": true }] }
      """.utf8)
  }
}
