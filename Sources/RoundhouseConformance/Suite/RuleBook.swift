/// All rules, in the order in which they are tested.
package enum RuleBook {
  package static let all =
    manifest + library + start + versions + ownership + completion + threads + time + ending + capabilities

  /// The groups' titles, in order.
  package static let groups: [(name: String, title: String)] = [
    ("M", "Manifest"), ("L", "Library"), ("S", "Start"), ("R1", "Versions"), ("R2", "Ownership"), ("R3", "Completion"),
    ("R4", "Threads"), ("R5", "Time"), ("R6", "Text"), ("R7", "Life and death"), ("R8", "The process"),
    ("C", "Capabilities"), ("W", "Sandbox"), ("P", "Speed"),
  ]

  /// The rule with that number; there must be one.
  package static func rule(_ number: String) -> Rule {
    guard let rule = all.first(where: { $0.number == number }) else { fatalError("there is no rule \(number)") }
    return rule
  }

  private static let manifest = [
    Rule(
      "M1", "agent.json satisfies its schema, has no unknown or duplicate key and stays within all bounds",
      breaks: "the host rejects the folder when it finds it", "correct the manifest at the line that is named"),
    Rule(
      "M2", "the library lies in the agent's folder and is the one whose sha256 the manifest states",
      breaks: "the host loads nothing, because it might not be your library",
      "name the library relative to the manifest, and write its digest anew after each build"),
  ]

  private static let library = [
    Rule(
      "L1", "the library is a complete ELF shared library for this machine",
      breaks: "the loader refuses it, or ends the process while mapping it",
      "build it with cc -shared -fPIC, and copy whole files"),
    Rule(
      "L2", "no code is changed while loading, and the stack stays as it is",
      breaks: "memory that can be written and run opens the whole process to any overflow",
      "compile all of it with -fPIC and link it with -Wl,-z,noexecstack"),
    Rule(
      "L3", "one symbol is exported, the entry",
      breaks: "another library may bind to your symbols, or you to another's",
      "compile with -fvisibility=hidden and link with the SDK's c/agent.map"),
    Rule(
      "L4", "thread-local variables do not need the static room (no DF_STATIC_TLS)",
      breaks: "the room is small: once it is used up no further library can be loaded until the host restarts",
      "do not use -ftls-model=initial-exec"),
    Rule(
      "L5", "every library that it needs is found, and none lies in its own folder",
      breaks: "it loads on your machine and nowhere else", "install what is missing, or link it statically"),
    Rule(
      "L6", "its search paths begin at / or at $ORIGIN and do not leave the folder",
      breaks: "whoever may write to the folder in which the host was started decides what is loaded",
      "link without -rpath"),
    Rule(
      "L7", "it asks for no newer C library than there is",
      breaks: "it does not load on older systems", "build on the oldest system that you mean to support"),
    Rule(
      "L8", "constructors come back at once and the library is loaded within 100 ms",
      breaks: "loading holds the loader's lock, which all threads of the process share",
      "move the work from constructors to create"),
  ]

  private static let versions = [
    Rule(
      "R1.1",
      "the entry returns a constant table with struct_size, abi_minor_min and the functions that every agent has",
      breaks: "the host refuses the library", "fill in rh_plugin as roundhouse.h shows"),
    Rule(
      "R1.2", "get_extension answers NULL for ids that it does not know, and always the same",
      breaks: "a later host asks for something new and calls what is not there",
      "compare the whole id, and return NULL for all others"),
    Rule(
      "R1.3",
      "a field is read only if it lies within the struct_size that came with it, and longer structs are welcome",
      breaks: "the agent reads what is not there on an older host, or refuses a newer one",
      "compare struct_size with the field's offset before reading what is not in ABI 1.0"),
    Rule(
      "R1.4", "what is handed over says its size, and its lengths are true",
      breaks: "the host refuses the answer", "set .struct_size = sizeof, and give no length without data"),
  ]

  private static let ownership = [
    Rule(
      "R2.1", "a request is read only until its call is complete",
      breaks: "the memory is another request's by then: answers mix, or the process ends",
      "copy what is needed later before complete is called"),
    Rule(
      "R2.2", "nothing that was lent is written to",
      breaks: "another agent that shares the memory sees the change", "copy before changing"),
    Rule(
      "R2.3", "a message is written into the room that was given, its final NUL included",
      breaks: "the host's stack is overwritten", "snprintf(error->message, error->message_capacity, …)"),
  ]

  private static let completion = [
    Rule(
      "R3.1", "no call is completed twice",
      breaks: "the host refuses the second one and counts it; twenty in a minute mean quarantine",
      "let one place of the code own each call's completion"),
    Rule(
      "R3.2", "each call for which invoke returned RH_OK is completed",
      breaks: "the caller waits until the deadline, and the call's place and memory are never given back",
      "complete on every path, that of errors too"),
    Rule(
      "R3.3", "nothing is emitted after the completion",
      breaks: "the chunk is lost and counts against the agent", "emit first, complete last"),
    Rule(
      "R3.4", "a call for which invoke returned an error is not touched again",
      breaks: "the completion reaches nobody and counts against the agent",
      "either return the error, or complete with it and return RH_OK"),
    Rule(
      "R3.5", "only calls that were given to this instance are completed",
      breaks: "another agent's call is meant; the host refuses that and counts it",
      "keep the token with the instance that it was given to"),
  ]

  private static let threads = [
    Rule(
      "R4.1", "as many calls at once as `concurrency` says are answered, from as many threads",
      breaks: "under load answers are wrong, stuck or lost",
      "protect what calls share, or declare \"concurrency\": \"serial\""),
    Rule(
      "R4.2", "with \"blocking\": false, invoke returns within 5 ms",
      breaks: "it holds a thread that answers other requests; the host moves the agent to threads of its own",
      "leave \"blocking\" at true, or hand the work to a thread"),
    Rule(
      "R4.3", "chunks arrive whole and in order, however slowly they are read; RH_AGAIN means wait for resume",
      breaks: "slow readers get answers with holes",
      "keep the chunk that met RH_AGAIN and emit it when resume is called"),
    Rule(
      "R4.4", "functions with _wait are called only by agents that are declared blocking",
      breaks: "the host answers RH_UNSUPPORTED", "use the function without _wait, or leave \"blocking\" at true"),
  ]

  private static let time = [
    Rule(
      "R5.1", "a call is completed at its deadline, or soon after it",
      breaks: "its place and memory stay taken, and the agent ends up with no place for new calls",
      "compare deadline_ns with host->now, and ask host->cancelled now and then"),
    Rule(
      "R5.2", "a cancelled call is completed all the same; cancel may come at any time, and returns at once",
      breaks: "work goes on that nobody wants, and the call's place stays taken",
      "end the call with RH_CANCELLED when cancel is called or host->cancelled says 1"),
    Rule(
      "R6.1", "text is UTF-8, and an answer is of the content type that it states, JSON if it states none",
      breaks: "callers cannot read the answer", "set content_type to what the payload is"),
  ]

  private static let ending = [
    Rule(
      "R7.1", "instances are independent: each has its own host, calls and life",
      breaks: "the agent cannot be replaced while it answers, and two agents cannot share its library",
      "allocate each instance in create and free it in destroy"),
    Rule(
      "R7.2", "after destroy no thread, descriptor or mapping of the instance is left",
      breaks: "each replacement costs a little more, until the host has to be restarted",
      "stop and join threads, close files, and unmap memory in destroy"),
    Rule(
      "R7.3", "health, drain and destroy come back in time",
      breaks: "the host gives up, and a thread and the instance's memory stay for good",
      "let them give signals and wait no longer than the deadline"),
    Rule(
      "R7.4", "calls leave no memory, descriptor or thread behind",
      breaks: "the host grows until the system ends it", "free what a call takes before it is completed"),
    Rule(
      "R7.5", "state that was saved can be loaded, saving stops when it is told to, and what is no state is refused",
      breaks: "the next generation begins without what this one knew",
      "write a version into the state and check it in load"),
    Rule(
      "R7.6", "create may be called again, also with a configuration that it refuses",
      breaks: "an operator's typing error ends the host", "check the configuration, and return an error with a message"),
    Rule(
      "R8.1",
      "the process stays as it is: signal handlers and mask, locale, folder, umask, environment, limits, timers",
      breaks: "all other agents, and the host, live with the change",
      "do without it, or move it into a process of your own"),
    Rule(
      "R8.2", "nothing is written to the standard streams",
      breaks: "results of `roundhouse call` are mixed with it", "use host->log"),
  ]

  private static let start = [
    Rule(
      "S1", "every declared capability answers its example, and every self test gets what it promises",
      breaks: "the host does not let requests come to the agent", "mend the agent, or the manifest's selfTest")
  ]

  private static let capabilities = [
    Rule(
      "C1", "what fits a capability's input schema is not refused by it, and answers fit its output schema",
      breaks: "callers, tools and plans trust the schema", "make schema and code say the same"),
    Rule(
      "C2", "a capability that is not declared is refused",
      breaks: "a request for something newer gets a wrong answer", "return RH_UNKNOWN_CAPABILITY"),
    Rule(
      "C3", "no payload ends or hangs the agent, whatever its bytes are",
      breaks: "any caller can end the host", "check lengths, depth and types before using a payload"),
    Rule(
      "W1", "in a worker the agent needs nothing beyond its permissions",
      breaks: "it fails as soon as it is isolated", "declare what it needs in the manifest's permissions"),
    Rule(
      "W2", "it answers in a worker as it does in the host's process",
      breaks: "it changes when an operator moves it, or when the host does so because it hangs",
      "do not depend on the working folder, on the process and its user, or on the thread that a call arrives on"),
    Rule(
      "P1", "how long calls take", breaks: "nothing: this is a figure, not a rule", ""),
  ]
}
