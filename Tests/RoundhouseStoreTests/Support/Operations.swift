import RoundhouseModel

func key(_ name: String, agent: String = "acme.books", in space: StateSpace = .agent) -> StateKey {
  StateKey(agent: agent, space: space, key: name)
}

func put(
  _ name: String, _ text: String, ifVersion version: UInt64? = nil, agent: String = "acme.books",
  in space: StateSpace = .agent
) -> StateOperation {
  StateOperation(key: key(name, agent: agent, in: space), kind: .put(Array(text.utf8)), expectedVersion: version)
}

func delete(_ name: String, ifVersion version: UInt64? = nil, agent: String = "acme.books") -> StateOperation {
  StateOperation(key: key(name, agent: agent), kind: .delete, expectedVersion: version)
}

func check(_ name: String, isVersion version: UInt64?) -> StateOperation {
  StateOperation(key: key(name), kind: .check, expectedVersion: version)
}

func value(_ text: String, _ version: UInt64) -> StateValue { StateValue(bytes: Array(text.utf8), version: version) }
