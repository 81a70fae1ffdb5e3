internal import CPlatform
internal import FixtureBuilder
internal import RoundhouseHost
internal import RoundhouseModel
internal import RoundhouseServer

/// `http.c64` and `http.c1`: the no-op agent over HTTP, beside bare libmicrohttpd and nginx, in interleaved rounds.
enum HTTPBenchmarks {
  private static let rounds = 5
  private static let seconds = 2
  private static let floorPort = 18_431
  private static let nginxPort = 18_432

  static func run() throws -> [Measurement] {
    let folder = try TemporaryFolder()
    let script = folder.path + "/post.lua"
    try TemporaryFolder.write(Array(HTTPLoad.script(RouteBenchmarks.payload).utf8), to: script)
    let bench = try BenchHost()
    try bench.add(0..<1)
    let server = try start(bench.host)
    defer { server.http.stop(until: platform_now() + .seconds(1)) }
    var targets = [("roundhouse", "http://127.0.0.1:\(server.port)/v1/call/cap.text.echo-0")]
    let floor = try startFloor(folder.path)
    targets.append(("c-libmicrohttpd", "http://127.0.0.1:\(floorPort)/"))
    let nginx = try? startNginx(folder.path)
    if nginx != nil { targets.append(("nginx", "http://127.0.0.1:\(nginxPort)/")) }
    usleep(500_000)
    defer { withExtendedLifetime((floor, nginx)) {} }
    return try [64, 1].flatMap { try measure(targets, script, connections: $0) }
  }

  private static func measure(
    _ targets: [(name: String, url: String)], _ script: String, connections: Int
  ) throws -> [Measurement] {
    var loads: [String: [HTTPLoad]] = [:]
    for _ in 0..<rounds {
      for target in targets {
        let load = try HTTPLoad.run(target.url, script: script, connections: connections, seconds: seconds)
        if load.hasErrors { throw FixtureError("\(target.name) answered with errors") }
        loads[target.name, default: []].append(load)
      }
    }
    let ours = loads["roundhouse"] ?? []
    return targets.map { target in
      let own = loads[target.name] ?? []
      var line = Measurement(
        bench: "http.c\(connections)", system: target.name, p50: median(own.map(\.p50)), p99: median(own.map(\.p99)),
        operations: median(own.map(\.requests)), notes: "wrk -t1 -d\(seconds)s, \(rounds) interleaved rounds",
        count: Int(own.reduce(0) { $0 + $1.requests } * Double(seconds)))
      if target.name != "roundhouse" {
        line.extra = [("ours_to_this", median(zip(ours, own).map { $0.requests / $1.requests }))]
      }
      return line
    }
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }

  private static func start(_ host: Host) throws -> (http: HTTPServer, port: UInt16) {
    var configuration = ServerConfiguration()
    configuration.address.port = 0
    let server = HTTPServer(
      host: host, operations: NoOperations(), reports: ServerReports(metrics: { [] }, configuration: { [] }),
      log: Silence(), configuration: configuration)
    return (server, try server.start())
  }

  private static func startFloor(_ folder: String) throws -> BackgroundProcess {
    let program = folder + "/mhd_echo"
    let source = "\(FixtureBuilder.repository)/Tests/Benchmarks/Floors/mhd_echo.c"
    let compiler = try Command.run(["clang", "-O2", "-o", program, source, "-lmicrohttpd"])
    guard compiler.status == 0 else { throw FixtureError(compiler.output) }
    return try BackgroundProcess([program, "\(floorPort)"])
  }

  private static func startNginx(_ folder: String) throws -> BackgroundProcess {
    let configuration = """
      worker_processes 1; daemon off; pid \(folder)/nginx.pid; error_log /dev/null crit;
      events { worker_connections 256; }
      http {
        access_log off; keepalive_requests 100000000; client_body_temp_path \(folder)/body;
        proxy_temp_path \(folder)/proxy; fastcgi_temp_path \(folder)/fastcgi; uwsgi_temp_path \(folder)/uwsgi;
        scgi_temp_path \(folder)/scgi;
        server { listen 127.0.0.1:\(nginxPort); default_type application/json;
                 location / { return 200 '\(String(decoding: RouteBenchmarks.payload, as: UTF8.self))'; } }
      }
      """
    try TemporaryFolder.write(Array(configuration.utf8), to: folder + "/nginx.conf")
    return try BackgroundProcess(["nginx", "-p", folder, "-c", folder + "/nginx.conf"])
  }
}

private struct NoOperations: AgentOperating {
  private var none: RoundhouseError { RoundhouseError(.permissionDenied, "a benchmark changes nothing") }
  func setEnabled(_ agent: String, _ enabled: Bool, isTemporary: Bool) throws(RoundhouseError) { throw none }
  func change(_ agent: String, priority: Int?, weight: Int?, isTemporary: Bool) throws(RoundhouseError) { throw none }
  func reload(_ agent: String?) throws(RoundhouseError) { throw none }
}
