internal import Glibc

// One call only: what stands at the top level of this file would be bound to the main actor.
exit(DefectsCommand.main())
