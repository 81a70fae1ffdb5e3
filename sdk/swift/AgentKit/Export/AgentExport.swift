// SPDX-License-Identifier: Apache-2.0
// Authors write one import; the table's type comes with it.
@_exported public import CRoundhouse

/// The way from a Swift type to the C table that the host asks for.
public enum AgentExport {
  /// The table of an agent's type, for the library's one exported function. The same type has one table for ever.
  ///
  /// Any thread. The table is never freed: the host keeps it as long as the process lives.
  public static func plugin<A: Agent>(_ type: A.Type) -> UnsafePointer<rh_plugin> {
    let slot = slot(of: type)
    return tables.withLock { tables in
      if let table = tables[slot] { return table.pointer }
      let table = StableTable(create: creators[slot], handsOverState: type is any StatefulAgent.Type)
      tables[slot] = table
      return table.pointer
    }
  }

  /// C functions carry no context, so each type that is exported takes one of these. A library exports one;
  /// the others are for programs that test or embed several.
  private static let creators: [StableTable.Create] = [
    { create(0, $0, $1, $2, $3) }, { create(1, $0, $1, $2, $3) }, { create(2, $0, $1, $2, $3) },
    { create(3, $0, $1, $2, $3) }, { create(4, $0, $1, $2, $3) }, { create(5, $0, $1, $2, $3) },
    { create(6, $0, $1, $2, $3) }, { create(7, $0, $1, $2, $3) }, { create(8, $0, $1, $2, $3) },
    { create(9, $0, $1, $2, $3) }, { create(10, $0, $1, $2, $3) }, { create(11, $0, $1, $2, $3) },
    { create(12, $0, $1, $2, $3) }, { create(13, $0, $1, $2, $3) }, { create(14, $0, $1, $2, $3) },
    { create(15, $0, $1, $2, $3) },
  ]
  private static let types = Guarded<[any Agent.Type]>([])
  private static let tables = Guarded<[Int: StableTable]>([:])

  private static func slot(of type: any Agent.Type) -> Int {
    types.withLock { types in
      if let slot = types.firstIndex(where: { $0 == type }) { return slot }
      precondition(types.count < creators.count, "one image exports at most \(creators.count) types of agents")
      types.append(type)
      return types.count - 1
    }
  }

  /// Makes one instance. The host's thread for creation; the instance is freed by `destroy`.
  private static func create(
    _ slot: Int, _ host: UnsafePointer<rh_host>, _ config: UnsafePointer<rh_agent_config>,
    _ out: UnsafeMutablePointer<OpaquePointer?>, _ error: UnsafeMutablePointer<rh_error>
  ) -> rh_status {
    let type = types.withLock { $0[slot] }
    do {
      let instance = try Instance(type, HostLink(host, rh_agent_config(lent: config)))
      out.pointee = OpaquePointer(Unmanaged.passRetained(instance).toOpaque())
      return RH_OK
    } catch let failure {
      let failure = AgentError(describing: failure)
      write(failure.message, to: error.pointee.message, capacity: Int(error.pointee.message_capacity))
      return failure.status.rawValue
    }
  }
}
