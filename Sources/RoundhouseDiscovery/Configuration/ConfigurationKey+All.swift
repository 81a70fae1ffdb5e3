internal import RoundhouseModel

// All that can be configured, beside what belongs to one agent.
extension ConfigurationKey {
  package static let listen = ConfigurationKey(
    "listen", .address, .text("127.0.0.1:7717"), variable: "ROUNDHOUSE_LISTEN", flag: "--listen",
    "Where the HTTP interface listens; port 0 takes any free one.")
  package static let state = ConfigurationKey(
    "state", .folder, nil, variable: "ROUNDHOUSE_STATE", flag: "--state",
    "The folder for what the host keeps; by default roundhouse in $XDG_STATE_HOME.")
  package static let agentFolders = ConfigurationKey(
    "agentFolders", .folders, nil, flag: "--agents",
    "Folders that are searched for agents before all others, and trusted.")
  package static let trust = ConfigurationKey(
    "trust", .folders, nil, "Folders whose agents may run inside the host, wherever they were found.")
  package static let logLevel = ConfigurationKey(
    "log.level", .choice(["debug", "info", "warning", "error"]), .text("info"), variable: "ROUNDHOUSE_LOG",
    flag: "--log", "The least important lines that are logged.")
  package static let logFormat = ConfigurationKey(
    "log.format", .choice(["text", "json"]), .text("text"), variable: "ROUNDHOUSE_LOG_FORMAT", flag: "--log-format",
    "How a line is written.")
  package static let bodyLimit = ConfigurationKey(
    "limits.body", .size(1 << 10...1 << 30), .size(16 << 20), variable: "ROUNDHOUSE_LIMIT_BODY",
    "Bytes of one request's body.")
  package static let headerLimit = ConfigurationKey(
    "limits.header", .size(1 << 10...1 << 20), .size(8 << 10), variable: "ROUNDHOUSE_LIMIT_HEADER",
    "Bytes of one request's line and headers.")
  package static let connectionLimit = ConfigurationKey(
    "limits.connections", .count(1...65_536), .count(1024), variable: "ROUNDHOUSE_LIMIT_CONNECTIONS",
    "Connections at once.")
  package static let requestTimeout = ConfigurationKey(
    "limits.requestTimeout", .duration(.milliseconds(100)...(.seconds(3600))), .duration(.seconds(30)),
    variable: "ROUNDHOUSE_LIMIT_REQUEST_TIMEOUT", "How long a request may take to arrive.")
  package static let blockingThreads = ConfigurationKey(
    "threads.blocking", .count(1...4096), .count(64), variable: "ROUNDHOUSE_THREADS",
    "Threads on which blocking agents run.")
  package static let retryRatio = ConfigurationKey(
    "retryBudget.ratio", .ratio(0...1), .ratio(0.1), "Retries for each call, over all agents.")
  package static let retryMinimum = ConfigurationKey(
    "retryBudget.minimum", .count(0...1_000_000), .count(10), "Retries that are always allowed, for each second.")
  package static let images = ConfigurationKey(
    "images", .count(1...4096), .count(64), variable: "ROUNDHOUSE_IMAGES",
    "Different libraries that the host's own process may load.")
  package static let workerSpares = ConfigurationKey(
    "workers.spares", .count(0...64), .count(1), variable: "ROUNDHOUSE_WORKER_SPARES",
    "Worker processes that are kept ready for the next agent.")
  package static let workerMemory = ConfigurationKey(
    "workers.memory", .size(16 << 20...1 << 40), .size(1 << 30), variable: "ROUNDHOUSE_WORKER_MEMORY",
    "Bytes that a worker may hold whose agent states no limit.")
  package static let workerHang = ConfigurationKey(
    "workers.hang", .duration(.milliseconds(100)...(.seconds(600))), .duration(.seconds(2)),
    variable: "ROUNDHOUSE_WORKER_HANG", "How long a worker may leave unread what it was sent.")
  package static let workersStrict = ConfigurationKey(
    "workers.strict", .toggle, .toggle(false), variable: "ROUNDHOUSE_WORKERS_STRICT",
    "Whether an agent is refused when the kernel cannot put all of its sandbox in force.")
  package static let workerLibraries = ConfigurationKey(
    "workers.libraries", .folders, nil, "Folders of shared libraries that every worker may read.")
  package static let workerGroups = ConfigurationKey(
    "workers.controlGroup", .folder, nil, variable: "ROUNDHOUSE_WORKER_CONTROL_GROUP",
    "A delegated folder of control groups (version 2), in which each worker gets a group with its limits.")
  package static let replacementShare = ConfigurationKey(
    "replacement.share", .count(ReplacementPolicy.shares), .count(5),
    "Per cent of an agent's calls that its new generation has while it is compared; 0 replaces at once.")
  package static let replacementCalls = ConfigurationKey(
    "replacement.calls", .count(1...1_000_000), .count(20), "So many calls of the new generation are compared.")
  package static let replacementErrors = ConfigurationKey(
    "replacement.errors", .ratio(0...100), .ratio(5),
    "The new generation is taken back if its errors are so many points of per cent more.")
  package static let replacementLatency = ConfigurationKey(
    "replacement.latency", .ratio(1...1000), .ratio(2),
    "The new generation is taken back if its calls take so many times as long.")
  package static let replacementQuiet = ConfigurationKey(
    "replacement.quiet", .duration(.milliseconds(100)...(.seconds(86_400))), .duration(.seconds(2)),
    "After so long without a call there is nothing to compare.")
  package static let replacementTimeout = ConfigurationKey(
    "replacement.timeout", .duration(.milliseconds(100)...(.seconds(604_800))), .duration(.seconds(30)),
    "After so long what was seen decides.")
  package static let replacementHold = ConfigurationKey(
    "replacement.hold", .toggle, .toggle(false),
    "Whether new generations keep their share until an operator promotes them.")
  package static let runJobs = ConfigurationKey(
    "runs.jobs", .count(0...4096), .count(16), variable: "ROUNDHOUSE_RUNS_JOBS",
    "Background jobs that are carried out at once; 0 leaves them in their queues.")
  package static let runRetention = ConfigurationKey(
    "runs.retention", .duration(.seconds(60)...(.seconds(315_360_000))), .duration(.seconds(2_592_000)),
    variable: "ROUNDHOUSE_RUNS_RETENTION", "How long a run is kept after its end, with all that is recorded of it.")
  package static let insecure = ConfigurationKey(
    "insecure", .toggle, .toggle(false), variable: "ROUNDHOUSE_INSECURE", flag: "--insecure",
    "Whether to listen beyond this machine although nobody has to show a key.")

  /// In the order in which they are shown.
  package static let all = [
    listen, state, agentFolders, trust, logLevel, logFormat, bodyLimit, headerLimit, connectionLimit, requestTimeout,
    blockingThreads, retryRatio, retryMinimum, images, workerSpares, workerMemory, workerHang, workersStrict,
    workerLibraries, workerGroups, replacementShare, replacementCalls, replacementErrors, replacementLatency,
    replacementQuiet, replacementTimeout, replacementHold, runJobs, runRetention, insecure,
  ]
}
