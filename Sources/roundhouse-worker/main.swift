internal import CPlatform
internal import RoundhouseIsolation

// One call only: a closure written here would be isolated to the main actor.
exit(WorkerProgram.run())
