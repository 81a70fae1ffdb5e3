/// Why bytes are not a library that may be mapped into this process.
package enum ElfDefect: Error, Sendable, Equatable {
  case empty
  /// Too few bytes for a header.
  case tooShort(Int)
  /// Not ELF at all; what it looks like instead, if that is known.
  case foreignFormat(String)
  case wrongClass
  case wrongByteOrder
  case wrongVersion
  case wrongSystem(UInt8)
  case wrongMachine(ElfMachine)
  case wrongType(UInt16)
  /// A program that is also position independent.
  case program
  /// So many bytes are missing at the end, at least.
  case truncated(UInt64)
  case badSegment(Int, String)
  case badDynamic(String)
  case textRelocations
  case executableStack
  /// It names a library by its path.
  case neededByPath(String)

  /// What is wrong, to be read after the file's path.
  package var message: String {
    switch self {
    case .empty: "is empty"
    case .tooShort(let count): "has only \(count) bytes, too few for a shared library"
    case .foreignFormat(""): "is not a shared library: it does not begin as ELF files do"
    case .foreignFormat(let format): "is \(format), not a shared library for Linux"
    case .wrongClass: "is a 32-bit library, this machine needs 64-bit ones"
    case .wrongByteOrder: "is made for big-endian machines, this machine is little-endian"
    case .wrongVersion: "has an ELF version that does not exist"
    case .wrongSystem(let number): "is made for another operating system (ABI number \(number))"
    case .wrongMachine(let machine): "is made for \(machine), this machine is \(ElfMachine.this)"
    case .wrongType(1): "is an object file, not a shared library"
    case .wrongType(2), .program: "is a program, not a shared library"
    case .wrongType(let type): "is not a shared library (ELF type \(type))"
    case .truncated(let missing): "is cut off: at least \(missing) bytes are missing at its end"
    case .badSegment(let index, let reason): "is damaged: segment \(index) \(reason)"
    case .badDynamic(let reason): "is damaged: \(reason)"
    case .textRelocations: "contains code that would have to be changed while loading (text relocations)"
    case .executableStack: "asks for an executable stack, which would weaken the whole process"
    case .neededByPath(let name): "needs the library \"\(name)\" by its path"
    }
  }

  /// What to do about it.
  package var remedy: String {
    switch self {
    case .empty, .tooShort, .truncated: "copy it again, under another name first, then rename it"
    case .wrongClass, .wrongByteOrder, .wrongSystem, .wrongMachine: "build it for \(ElfMachine.this) Linux"
    case .textRelocations: "compile all of it with -fPIC"
    case .executableStack: "link it with -Wl,-z,noexecstack"
    case .neededByPath: "link against the library's soname, and install it where the system's loader looks"
    case .foreignFormat, .wrongVersion, .wrongType, .program: "build it with cc -shared -fPIC"
    case .badSegment, .badDynamic: "copy or build it again"
    }
  }

  /// Whether the file may simply not be complete yet.
  package var mayBeUnfinished: Bool {
    switch self {
    case .empty, .tooShort, .truncated: true
    default: false
    }
  }
}
