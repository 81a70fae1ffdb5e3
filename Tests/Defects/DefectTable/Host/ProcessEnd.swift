/// How a process came to its end.
package struct ProcessEnd: Sendable, Equatable {
  /// The exit status; 128 + the signal's number if a signal ended it.
  package let status: Int32

  /// From what `waitpid` says.
  package init(word: Int32) {
    let signal = word & 0x7F
    status = signal == 0 ? (word >> 8) & 0xFF : 128 + signal
  }

  package var words: String { status > 128 ? "signal \(status - 128)" : "exit status \(status)" }
}
