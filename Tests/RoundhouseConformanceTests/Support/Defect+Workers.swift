/// Agents that break a rule in a worker, or only there.
extension Defect {
  static let inWorkers = ends + needs

  /// The check lives on and tells how the worker ended.
  private static let ends = [
    worker(
      "segfault-in-invoke", "S1.capabilities",
      "answering fixture.segfault-in-invoke to {}: the agent's worker has ended: it was ended by SIGSEGV"),
    worker("segfault-in-thread", "S1.capabilities", "SIGSEGV (Segmentation fault)"),
    worker("exits", "S1.capabilities", "exited with status"),
    worker("never-completes", "S1.capabilities", "did not answer"),
    worker("create-hangs", "S1.start", "did not finish starting within 300 ms", manifest: #""startTimeout": "300ms","#),
    worker(
      "allocates-without-bound", "S1.capabilities", "more than its limit of 96 MiB",
      manifest: #""limits": {"memory": "96MiB"},"#),
    worker("completes-twice", "R3.double-completion", "was complete already"),
  ]

  private static let needs = [
    worker(
      "check-needs-a-file-to-start", "W1.permissions", "was not created: the agent refused to start (no users)",
      remedy: #"add "permissions": {"read":["/etc/passwd"]}"#),
    worker(
      "check-reads-environment", "W1.permissions", #"answered "not set", but with more permissions: answered "set""#,
      remedy: #"add "permissions": {"environment":["CHECK_FIXTURE"]}"#),
    worker("check-expects-its-host", "W2.same-answers", "in the host's process: answered {}, in a worker: refused"),
    worker("check-depends-on-folder", "W2.same-answers", #"in a worker: answered "/""#, state: "warned"),
  ]

  private static func worker(
    _ fixture: String, _ test: String, _ words: String, state: String = "failed", remedy: String = "",
    manifest: String = ""
  ) -> Defect {
    Defect(
      fixture: fixture, test: test, state: state, words: words, tier: "worker", remedy: remedy, manifest: manifest)
  }
}
