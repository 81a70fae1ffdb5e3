extension HostStatistics: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("version", version)
    json.member("uptimeSeconds", Double(uptime / 1_000_000) / 1_000)
    json.member("agents", agents)
    json.member("enabledAgents", enabledAgents)
    json.member("routableAgents", routableAgents)
    json.member("capabilities", capabilities)
    json.member("generation", generation)
    json.member("inFlight", inFlight)
    json.member("queued", queued)
    json.member("stuckCalls", stuckCalls)
    json.member("threads", threads)
    json.member("stuckThreads", stuckThreads)
    json.member("failovers", failovers)
    json.member("refusedRetries", refusedRetries)
    json.member("residentMemory", residentMemory)
    json.member("statistics", calls)
    json.endObject()
  }
}
