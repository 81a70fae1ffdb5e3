internal import CSandbox

/// What of the system every agent may read: what libraries of C need to work at all, and nothing that tells of this
/// machine's users, programs or services.
package enum SystemPaths {
  package static let libraries = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib"]

  /// The loader's index; time zones (locales lie in `/usr/lib/locale`); what OpenSSL reads as it starts; how many
  /// processors and how much memory there is, which allocators and thread pools ask for; the worker's own threads, as
  /// libdispatch asks for them.
  package static let readable = [
    "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/etc/ssl/openssl.cnf", "/dev/urandom", "/dev/random",
    "/proc/cpuinfo", "/proc/meminfo", "/proc/sys/vm/overcommit_memory", "/sys/devices/system/cpu",
    "/proc/self/task",
  ]

  package static let writable = ["/dev/null", "/dev/zero"]

  /// Read by agents that may connect: how names are resolved, and whose certificates are trusted.
  package static let network = [
    "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/gai.conf", "/etc/services",
    "/etc/ssl/certs", "/etc/pki/tls/certs", "/usr/share/ca-certificates",
  ]

  /// What the kernel starts for a program that is linked dynamically.
  package static let interpreters = [
    "/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-x86_64.so.1",
    "/lib/ld-musl-aarch64.so.1",
  ]

  /// The folder of this program's own Swift runtime; nil if that is within the program.
  package static var swiftRuntime: String? {
    guard let library = sandbox_library_with("swift_retain") else { return nil }
    let path = String(cString: library)
    guard path.utf8.first == UInt8(ascii: "/"), path.hasSuffix(".so"), let slash = path.lastIndex(of: "/") else {
      return nil
    }
    return String(path[..<slash])
  }
}
