/// A program to start, and what it is given.
package struct LaunchOrder: Sendable, Equatable {
  /// Absolute.
  package var program: String
  /// Without the program's own name.
  package var arguments: [String]
  /// `NAME=VALUE` each; nothing else is inherited.
  package var environment: [String]
  /// Become 3, 4, 5 … in the program; borrowed until it runs.
  package var descriptors: [Int32]
  /// Becomes its standard output and error; its standard input is `/dev/null`. Better a pipe than a file: what holds a
  /// file's descriptor can cut the file short, in any sandbox.
  package var output: Int32
  /// Whether it is to be the first process of a namespace of its own, with which all others in it end. Signals that such
  /// a process sends to itself, `abort`'s too, have no effect unless it handles them: it then ends by SIGSEGV.
  package var wantsOwnProcesses: Bool

  package init(
    _ program: String, arguments: [String] = [], environment: [String] = [], descriptors: [Int32] = [],
    output: Int32 = 2, wantsOwnProcesses: Bool = false
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.descriptors = descriptors
    self.output = output
    self.wantsOwnProcesses = wantsOwnProcesses
  }
}
