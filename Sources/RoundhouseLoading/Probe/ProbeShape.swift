internal import CRoundhouse

/// How long the structs are that a checked agent gets: those of this host, of an older or of a newer one.
package struct ProbeShape: Sendable {
  /// `struct_size` of the host's table, of the configuration and of each request.
  package var host = MemoryLayout<rh_host>.size
  package var config = MemoryLayout<rh_agent_config>.size
  package var request = MemoryLayout<rh_request>.size
  /// Room for the reason why create failed.
  package var messageRoom = 1024

  package init() {}

  /// A later minor version's: each struct has fields that the agent does not know.
  package static var newer: ProbeShape {
    var shape = ProbeShape()
    shape.host += 64
    shape.config += 32
    shape.request += 64
    return shape
  }

  /// All that may be left out is: every request ends behind its deadline.
  package static var shortRequest: ProbeShape {
    var shape = ProbeShape()
    shape.request = 64
    return shape
  }

  /// Without `config`, whose default is no configuration.
  package static var shortConfig: ProbeShape {
    var shape = ProbeShape()
    shape.config = 56
    return shape
  }

  /// Without the last function, `get_extension`.
  package static var shortHost: ProbeShape {
    var shape = ProbeShape()
    shape.host = 136
    return shape
  }
}
