internal import CPlatform
internal import Glibc
internal import RoundhouseAssembly

/// What the kernel of this machine can do for the host.
enum Machine {
  static func findings() -> [Finding] { [kernel(), sealedMemory(), watches(), openFiles()] }

  private static func kernel() -> Finding {
    var name = utsname()
    uname(&name)
    let release = withUnsafePointer(to: &name.release) {
      String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
    }
    let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    guard numbers.count == 2, (numbers[0], numbers[1]) >= (5, 6) else {
      return .bad("kernel", "Linux \(release), 5.6 or later is needed", remedy: "run it on a newer kernel")
    }
    return .good("kernel", "Linux \(release)")
  }

  /// Libraries are loaded from sealed memory; some systems forbid to execute it.
  private static func sealedMemory() -> Finding {
    let descriptor = platform_memfd("roundhouse-doctor")
    guard descriptor >= 0 else {
      return .bad(
        "sealed memory", "memfd_create: " + String(cString: strerror(errno)),
        remedy: "allow memfd_create in the container's system call filter, and set sysctl vm.memfd_noexec=0")
    }
    defer { close(descriptor) }
    guard ftruncate(descriptor, 4_096) == 0, platform_seal(descriptor) == 0 else {
      return .bad("sealed memory", "sealing: " + String(cString: strerror(errno)), remedy: "use a kernel with sealing")
    }
    let page = mmap(nil, 4_096, PROT_READ | PROT_EXEC, MAP_PRIVATE, descriptor, 0)
    guard page != MAP_FAILED else {
      return .bad(
        "sealed memory", "may not be executed: " + String(cString: strerror(errno)),
        remedy: "set sysctl vm.memfd_noexec=0 and allow it in the security policy")
    }
    munmap(page, 4_096)
    return .good("sealed memory", "libraries can be sealed and loaded")
  }

  private static func watches() -> Finding {
    let descriptor = inotify_init1(Int32(IN_CLOEXEC))
    guard descriptor >= 0 else {
      return .warning(
        "inotify", String(cString: strerror(errno)) + ": new agents are found by the periodic scan only",
        remedy: "raise it: sysctl fs.inotify.max_user_instances=512")
    }
    close(descriptor)
    let limit = number("/proc/sys/fs/inotify/max_user_watches")
    guard let limit, limit < 8_192 else {
      return .good("inotify", "\(limit.map(String.init) ?? "?") folders can be watched")
    }
    return .warning(
      "inotify", "only \(limit) folders can be watched", remedy: "raise it: sysctl fs.inotify.max_user_watches=65536")
  }

  private static func openFiles() -> Finding {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    guard limit.rlim_cur < 1_024 else { return .good("open files", "\(limit.rlim_cur) at once") }
    return .warning("open files", "only \(limit.rlim_cur) at once", remedy: "raise it: ulimit -n 4096")
  }

  private static func number(_ path: String) -> Int? {
    guard let bytes = try? Files.read(path, limit: 4_096) else { return nil }
    return Int(String(decoding: bytes, as: UTF8.self).filter(\.isNumber))
  }
}
