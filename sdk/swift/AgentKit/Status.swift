// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

/// The word for a failure that the host, its callers and every agent share.
public struct Status: RawRepresentable, Sendable, Hashable {
  public let rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The request makes no sense, or cannot be met as it stands; the message says what would do.
  public static let badRequest = Status(rawValue: RH_BAD_REQUEST)
  /// The payload does not fit the declared schema.
  public static let schemaFailed = Status(rawValue: RH_SCHEMA_FAILED)
  /// Nobody offers this.
  public static let unknownCapability = Status(rawValue: RH_UNKNOWN_CAPABILITY)
  /// Somebody offers it, nobody can answer now.
  public static let noHealthyAgent = Status(rawValue: RH_NO_HEALTHY_AGENT)
  /// Try later or elsewhere.
  public static let overloaded = Status(rawValue: RH_OVERLOADED)
  public static let deadlineExceeded = Status(rawValue: RH_DEADLINE_EXCEEDED)
  /// The caller gave up.
  public static let cancelled = Status(rawValue: RH_CANCELLED)
  /// Any other failure of an agent; counts against its health.
  public static let agentError = Status(rawValue: RH_AGENT_ERROR)
  public static let agentCrashed = Status(rawValue: RH_AGENT_CRASHED)
  public static let unauthenticated = Status(rawValue: RH_UNAUTHENTICATED)
  /// The one who asks may not; also: the manifest's permissions do not cover it.
  public static let permissionDenied = Status(rawValue: RH_PERMISSION_DENIED)
  /// Versions differ from the expected ones, or the calls form a circle.
  public static let conflict = Status(rawValue: RH_CONFLICT)
  public static let notFound = Status(rawValue: RH_NOT_FOUND)
  public static let unreachable = Status(rawValue: RH_UNREACHABLE)
  /// A quota or the disk is full.
  public static let storeFull = Status(rawValue: RH_STORE_FULL)
  /// This host does not do that.
  public static let unsupported = Status(rawValue: RH_UNSUPPORTED)
  /// A rule of the interface was broken; the host's log says which.
  public static let misbehaved = Status(rawValue: RH_MISBEHAVED)
}

extension Status: CustomStringConvertible {
  /// The same word that callers see over HTTP.
  public var description: String {
    switch self {
    case .badRequest: "bad_request"
    case .schemaFailed: "schema_failed"
    case .unknownCapability: "unknown_capability"
    case .noHealthyAgent: "no_healthy_agent"
    case .overloaded: "overloaded"
    case .deadlineExceeded: "deadline_exceeded"
    case .cancelled: "cancelled"
    case .agentError: "agent_error"
    case .agentCrashed: "agent_crashed"
    case .unauthenticated: "unauthenticated"
    case .permissionDenied: "permission_denied"
    case .conflict: "conflict"
    case .notFound: "not_found"
    case .unreachable: "unreachable"
    case .storeFull: "store_full"
    case .unsupported: "unsupported"
    case .misbehaved: "misbehaved"
    default: "status \(rawValue)"
    }
  }
}
