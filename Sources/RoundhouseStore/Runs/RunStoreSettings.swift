package import RoundhouseModel

/// How a store of runs uses its disk. Lengths of the log are in pages of 4 KiB.
package struct RunStoreSettings: Sendable {
  /// Whether a file is opened that has lost confirmed records (`--accept-loss`).
  package var acceptsLoss = false
  /// At this length a thread of its own begins to move the log into the file.
  package var earlyLog: Int32 = 8_000
  /// At this length what is left of that is moved right after a commit.
  package var longLog: Int32 = 10_000
  /// At this length it is moved when nobody waits.
  package var restingLog: Int32 = 2_500
  /// At this length it is cut, even if that waits for a reader. 64 MiB.
  package var longestLog: Int32 = 16_384
  /// So many runs may be ahead of their rows before the rows follow, after a commit.
  package var mostAhead = 512
  /// So many when nobody waits.
  package var restingAhead = 256
  /// So many batches may be: a host that opens the file reads them all.
  package var mostBatchesAhead: Int64 = 1_024
  /// Bytes kept free for a full disk: as much as the log may have, so that it can be moved into the file. 0 for none.
  package var ballast: Int64 = 64 << 20
  /// How long a commit waits for another program that holds the file. Short, because all runs wait with it.
  package var patience: Nanoseconds = .milliseconds(250)
  /// The name of the SQLite VFS that the file lies on; nil for the system's files.
  package var disk: String?

  package init() {}
}
