import Glibc

/// A user without rights, as which a host is started.
enum OrdinaryUser {
  /// One that nobody here uses; nil if this process may not become somebody else: then it is one itself.
  static var id: uid_t? { geteuid() == 0 ? (61_300...61_399).first { getpwuid($0) == nil } : nil }

  /// Root, where this process is it, and an ordinary user: nil stands for this process' own user.
  static var both: [uid_t?] { id.map { [nil, $0] } ?? [nil] }
}
