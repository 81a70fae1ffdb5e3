/// A command line that was understood: the command, and what was given to it.
struct Invocation: Sendable {
  /// The words that led to the command: `["roundhouse", "agents", "show"]`.
  private(set) var path: [String]
  private(set) var command: Command
  /// In the order of the command's arguments.
  private(set) var arguments: [String] = []
  private var values: [String: [String]] = [:]

  init(root: Command) {
    path = [root.name]
    command = root
  }

  var title: String { path.joined(separator: " ") }
  /// All options that may stand here.
  var options: [Option] { command.options + Option.everywhere }

  /// Whether the option was given at all.
  func has(_ option: Option) -> Bool { values[checked(option).name] != nil }

  /// The option's value, the last one if it was given several times.
  subscript(_ option: Option) -> String? { values[checked(option).name]?.last }

  /// All values of a repeated option, in order.
  func all(_ option: Option) -> [String] { values[checked(option).name] ?? [] }

  /// The argument at a place; nil if it was left out.
  func argument(_ index: Int) -> String? { index < arguments.count ? arguments[index] : nil }

  mutating func descend(to subcommand: Command) {
    path.append(subcommand.name)
    command = subcommand
  }

  mutating func add(_ value: String, to option: Option) { values[option.name, default: []].append(value) }
  mutating func add(argument: String) { arguments.append(argument) }

  /// Asking for an option that the command does not take is a programmer's error, never a silent nil.
  private func checked(_ option: Option) -> Option {
    precondition(options.contains { $0.name == option.name }, "\(title) does not take --\(option.name)")
    return option
  }
}
