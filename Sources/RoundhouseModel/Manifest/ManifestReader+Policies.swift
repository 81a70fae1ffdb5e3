// How the host treats the agent.
extension ManifestReader {
  mutating func readPlacement(_ manifest: inout Manifest) {
    manifest.priority = root.integer("priority", in: AgentSettings.priorities, &problems) ?? manifest.priority
    manifest.weight = root.integer("weight", in: AgentSettings.weights, &problems) ?? manifest.weight
    manifest.concurrency = concurrency() ?? manifest.concurrency
    manifest.isBlocking = root.bool("blocking", &problems) ?? manifest.isBlocking
    manifest.instances = root.integer("instances", in: 1...64, &problems) ?? manifest.instances
    manifest.tier = root.choice("tier", &problems) ?? manifest.tier
    manifest.startTimeout =
      root.duration("startTimeout", in: .milliseconds(1)...(.seconds(600)), &problems) ?? manifest.startTimeout
  }

  private mutating func concurrency() -> Manifest.Concurrency? {
    guard let node = root["concurrency"] else { return nil }
    if node.string == "serial" { return .serial }
    guard let limit = node.int, 1...4096 ~= limit else {
      problems.add(
        node, expected: "\"serial\" or an integer from 1 to 4096",
        remedy: "write \"serial\" for one call at a time, or a number of calls such as 8")
      return nil
    }
    return .limit(Int(limit))
  }

  mutating func health() -> HealthPolicy {
    var policy = HealthPolicy()
    let keys = ["interval", "timeout", "failureThreshold", "successThreshold"]
    guard let object = root.object("health", keys: keys, &problems) else { return policy }
    policy.interval =
      object.duration("interval", in: .milliseconds(100)...(.seconds(3600)), &problems) ?? policy.interval
    policy.timeout = object.duration("timeout", in: .milliseconds(1)...(.seconds(60)), &problems) ?? policy.timeout
    policy.failureThreshold = object.integer("failureThreshold", in: 1...100, &problems) ?? policy.failureThreshold
    policy.successThreshold = object.integer("successThreshold", in: 1...100, &problems) ?? policy.successThreshold
    return policy
  }

  mutating func breaker() -> BreakerPolicy {
    var policy = BreakerPolicy()
    let keys = ["failureThreshold", "openTime", "maximumOpenTime", "successThreshold"]
    guard let object = root.object("breaker", keys: keys, &problems) else { return policy }
    let times = Nanoseconds.milliseconds(1)...(.seconds(3600))
    policy.failureThreshold = object.integer("failureThreshold", in: 1...1000, &problems) ?? policy.failureThreshold
    policy.openTime = object.duration("openTime", in: times, &problems) ?? policy.openTime
    policy.maximumOpenTime =
      object.duration("maximumOpenTime", in: times, &problems) ?? max(policy.maximumOpenTime, policy.openTime)
    policy.successThreshold = object.integer("successThreshold", in: 1...100, &problems) ?? policy.successThreshold
    if policy.maximumOpenTime < policy.openTime, let node = object["maximumOpenTime"] {
      let least = DurationText.format(policy.openTime)
      problems.add(node, expected: "at least openTime, which is \(least)", remedy: "write \"\(least)\" or more")
    }
    return policy
  }

  mutating func limits() -> Limits {
    var limits = Limits()
    let keys = ["memory", "cpu", "files", "processes", "queue", "state", "reply"]
    guard let object = root.object("limits", keys: keys, &problems) else { return limits }
    limits.memory = object.size("memory", in: 1 << 20...1 << 40, &problems) ?? limits.memory
    limits.cpu = object.number("cpu", in: 0.01...1024, &problems) ?? limits.cpu
    limits.files = object.integer("files", in: 1...1 << 20, &problems) ?? limits.files
    limits.processes = object.integer("processes", in: 1...65_536, &problems) ?? limits.processes
    limits.queue = object.integer("queue", in: 0...65_536, &problems) ?? limits.queue
    limits.state = object.size("state", in: 1 << 10...1 << 40, &problems) ?? limits.state
    limits.reply = object.size("reply", in: 1 << 10...1 << 30, &problems) ?? limits.reply
    return limits
  }
}
