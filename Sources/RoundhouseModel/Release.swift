/// Which Roundhouse this is.
package enum Release {
  package static let version = "0.1.0"
  /// The version of the C ABI that the host speaks: that of `roundhouse.h`.
  package static let abi = "1.0"

  /// As manifests name it in their table of libraries: `linux-x86_64`.
  package static var platform: String {
    #if arch(x86_64)
      "linux-x86_64"
    #elseif arch(arm64)
      "linux-aarch64"
    #else
      "linux-unknown"
    #endif
  }
}
