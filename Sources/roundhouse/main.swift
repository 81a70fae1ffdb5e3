internal import Glibc

// One call only: a closure written here would be isolated to the main actor.
exit(Roundhouse.run(CommandLine.arguments, output: Terminal.takeOutput()))
