extension DefectCatalog {
  /// The process that the agent lives in ends.
  static let crashes = [
    Defect("segfault-in-invoke", host: .endsHost),
    Defect("segfault-in-create", at: .load, host: .endsHost),
    Defect("segfault-in-constructor", at: .load, host: .endsHost),
    Defect("segfault-in-destroy", at: .end, host: .endsHost, worker: .quiet),
    Defect("segfault-in-thread", host: .endsHost),
    Defect("segfault-after-completing", host: .endsHost),
    Defect("aborts", host: .endsHost),
    Defect("exits", host: .endsHost),
    Defect("exits-in-thread", host: .endsHost),
    Defect("exits-in-constructor", at: .load, host: .endsHost),
    Defect("kills-itself", host: .endsHost),
    Defect("overflows-stack", host: .endsHost),
    Defect("frees-twice", host: .endsHost),
    Defect("overruns-heap", host: .endsHost),
    Defect("divides-by-zero", host: .endsHost),
    Defect("illegal-instruction", host: .endsHost),
    Defect("longjmps-out", host: .spoilsHost),
    Defect("dumps-core", host: .endsHost),
    Defect("becomes-a-shell", host: .endsHost, worker: .quiet),
  ]

  /// Nothing crashes, nothing moves.
  static let hangs = [
    Defect("stops-itself", host: .hangsHost),
    Defect("loops-in-invoke", lingers: true, host: .contained),
    Defect("loops-in-create", at: .load, lingers: true, host: .contained),
    Defect("loops-in-constructor", at: .load, lingers: true, host: .spoilsHost),
    Defect("loops-in-destroy", at: .end, lingers: true, host: .quiet, worker: .quiet),
    Defect("loops-in-drain", at: .end, lingers: true, host: .quiet, worker: .quiet),
    Defect("loops-in-health", at: .health, lingers: true, host: .contained),
    Defect("loops-in-cancel", lingers: true, host: .contained),
    Defect("locks-itself-out", host: .contained),
    Defect("sleeps-for-ever", host: .contained),
    Defect("keeps-every-call", host: .contained),
    Defect("refuses-to-drain", at: .end, host: .contained),
    Defect("exits-its-thread", host: .spoilsHost),
  ]

  /// Calls that are not ended exactly once.
  static let completions = [
    Defect("completes-again-and-again", host: .contained),
    Defect("completes-late", host: .contained),
    Defect("guesses-tokens", host: .contained),
    Defect("completes-after-destroy", at: .end, lingers: true, host: .contained),
    Defect("completes-from-a-child", host: .reachesOut, worker: .quiet),
  ]
}
