extension DefectCatalog {
  /// What belongs to the whole process is changed.
  static let process = [
    Defect("changes-signals", payload: "answer", host: .spoilsHost, worker: .quiet),
    Defect("changes-signals-and-loops", folder: "changes-signals", lingers: true, host: .spoilsHost),
    Defect("changes-process", host: .spoilsHost, worker: .quiet),
    Defect("changes-limits", host: .spoilsHost, worker: .quiet),
    Defect("closes-output", host: .spoilsHost, worker: .quiet),
    Defect("sets-alarms", host: .endsHost),
    Defect("calls-from-signals", lingers: true, host: .spoilsHost, worker: .quiet),
  ]

  /// What belongs to others: processes, files, the network, the kernel.
  static let machine = [
    Defect("kills-its-parent", reach: .parent, host: .quiet, worker: .quiet),
    Defect("stops-its-parent", reach: .parent, host: .quiet, worker: .quiet),
    Defect("kills-its-group", host: .endsHost, worker: .quiet),
    Defect("kills-everything", reach: .machine, lingers: true, host: .quiet, worker: .quiet),
    Defect("traces-its-parent", reach: .parent, host: .quiet, worker: .quiet),
    Defect("writes-into-its-parent", reach: .parent, host: .quiet, worker: .quiet),
    Defect("reads-secrets", host: .reachesOut, worker: .quiet),
    Defect("writes-files", host: .reachesOut, worker: .quiet),
    Defect("opens-sockets", payload: "port", host: .reachesOut, worker: .quiet),
    Defect("starts-a-shell", host: .reachesOut, worker: .quiet),
    Defect("tries-system-calls", host: .reachesOut, worker: .quiet),
  ]

  /// So much of what is allowed that others might have nothing left.
  static let floods = [
    Defect("floods-large-chunks", folder: "floods-chunks", payload: "large", lingers: true, host: .contained),
    Defect("floods-small-chunks", folder: "floods-chunks", payload: "small", lingers: true, host: .contained),
    Defect("floods-patiently", host: .contained),
    Defect("floods-log", lingers: true, host: .contained),
    Defect("floods-metrics", lingers: true, host: .quiet, worker: .quiet),
    Defect("floods-state", lingers: true, host: .disturbs, worker: .quiet),
    Defect("calls-itself", lingers: true, host: .spoilsHost, worker: .quiet),
    Defect("floods-calls", lingers: true, host: .disturbs, worker: .quiet),
    Defect("floods-announcements", lingers: true, host: .spoilsHost),
  ]
}
