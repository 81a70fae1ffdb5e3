/// The processor that a library was made for.
package struct ElfMachine: Sendable, Equatable, CustomStringConvertible {
  package let number: UInt16

  #if arch(x86_64)
    package static let this = ElfMachine(number: 62)
  #elseif arch(arm64)
    package static let this = ElfMachine(number: 183)
  #elseif arch(riscv64)
    package static let this = ElfMachine(number: 243)
  #else
    #error("the number of this machine in ELF headers is missing here")
  #endif

  private static let names: [UInt16: String] = [
    2: "sparc", 3: "i386", 8: "mips", 20: "powerpc", 21: "powerpc64", 22: "s390", 40: "arm", 43: "sparc64",
    62: "x86_64", 183: "aarch64", 243: "riscv", 247: "bpf", 258: "loongarch",
  ]

  package var description: String { ElfMachine.names[number] ?? "machine number \(number)" }
}
