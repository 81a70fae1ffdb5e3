/// The machines for which an agent may bring a library.
package enum Platform: String, Sendable, CaseIterable {
  case linuxX86 = "linux-x86_64"
  case linuxARM = "linux-aarch64"

  #if arch(x86_64)
    package static let current = Platform.linuxX86
  #elseif arch(arm64)
    package static let current = Platform.linuxARM
  #else
    #error("no name for this platform yet")
  #endif
}
