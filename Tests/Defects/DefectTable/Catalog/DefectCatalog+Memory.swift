extension DefectCatalog {
  /// More and more, until there is none left.
  static let resources = [
    Defect("allocates-without-bound", lingers: true, host: .spoilsHost),
    Defect("leaks", host: .quiet, worker: .quiet),
    Defect("starts-threads-without-end", lingers: true, host: .spoilsHost),
    Defect("forks-without-end", lingers: true, host: .spoilsHost, worker: .quiet),
    Defect("uses-up-descriptors", host: .spoilsHost, worker: .quiet),
    Defect("closes-every-descriptor", host: .spoilsHost),
    Defect("writes-to-every-descriptor", host: .spoilsHost, worker: .quiet),
  ]

  /// What the agent hands over is not what it says.
  static let lies = [
    Defect("lies-about-length", host: .contained),
    Defect("lies-about-chunk-length", folder: "lies-about-length", payload: "chunk", host: .endsHost),
    Defect("lies-about-struct-size", host: .endsHost),
    Defect("passes-null-pointers", folder: "passes-wild-pointers", payload: "null", host: .spoilsHost),
    Defect("passes-wild-pointers", payload: "wild", host: .endsHost),
    Defect("passes-wild-host", host: .spoilsHost, worker: .quiet),
    Defect("overwrites-what-it-was-given", host: .spoilsHost, worker: .quiet),
    Defect("overruns-health-message", at: .health, host: .spoilsHost),
    Defect("gives-no-instance", at: .load, host: .spoilsHost, worker: .quiet),
  ]

  /// The memory through which a worker and its host talk.
  static let shared = [
    Defect(
      "zeros-over-shared-memory", folder: "writes-shared-memory", payload: "zeros", host: .spoilsHost, worker: .quiet),
    Defect(
      "ones-over-shared-memory", folder: "writes-shared-memory", payload: "ones", host: .spoilsHost, worker: .quiet),
    Defect(
      "noise-over-shared-memory", folder: "writes-shared-memory", payload: "noise", host: .spoilsHost, worker: .quiet),
    Defect("flips-shared-words", lingers: true, host: .spoilsHost, worker: .quiet),
    Defect("unmaps-shared-memory", host: .spoilsHost, worker: .quiet),
    Defect("shrinks-shared-memory", host: .spoilsHost, worker: .quiet),
    Defect("protects-everything", host: .endsHost),
  ]
}
