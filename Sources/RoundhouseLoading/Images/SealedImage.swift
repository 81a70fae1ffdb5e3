internal import CPlatform
package import RoundhouseModel

/// The bytes of a library in memory that nobody can change any more: checked, hashed, ready to be mapped.
package struct SealedImage: ~Copyable, Sendable {
  /// The file that was copied.
  package let path: String
  package let sha256: String
  package let elf: ElfImage
  /// The libraries that it brings along, by their whole paths; to be mapped before it.
  package let companions: [String]
  private let memory: Descriptor

  /// The sealed memory's, to be handed to another process; open as long as the image.
  package var descriptor: Int32 { memory.number }

  /// Copies a library out of an agent's folder, seals the copy, and checks what was sealed.
  /// - Parameter mayBringLibraries: whether `companions` are looked after by the caller; otherwise they are refused.
  /// - Throws: `invalidManifest` for anything that is not a complete library for this machine and this manifest.
  package init(
    _ reference: LibraryReference, in folder: String, kind: Manifest.Kind = .native,
    limits: ImageLimits = ImageLimits(), mayBringLibraries: Bool = false
  ) throws(RoundhouseError) {
    let file = try BundleFile(reference.path, in: folder)
    let path = file.path
    let copy = try ImageCopy.sealed(of: file, limit: limits.maximumSize)
    let (sha256, elf) = try SealedImage.inspect(copy, file.size, path)
    guard reference.sha256.isEmpty || reference.sha256 == sha256 else {
      throw RoundhouseError(
        .invalidManifest, "\(path) is not the file that the manifest means: its sha256 is \(sha256)",
        remedy: "restore the file, or write the new digest into the manifest if you trust it",
        cause: "the manifest says \(reference.sha256)", path: path)
    }
    if !mayBringLibraries { try ImageRules.checkCompanions(elf, path) }
    if kind == .native { try ImageRules.checkEntry(elf, path) }
    self.path = path
    self.sha256 = sha256
    self.elf = elf
    companions = ImageRules.companions(elf, path)
    memory = copy
  }

  /// Maps the image and runs its constructors.
  ///
  /// The memory's descriptor stays open for ever: the loader knows a library by its name, and the name of another file
  /// under the same number would be taken for this one.
  consuming func open() throws(RoundhouseError) -> SharedLibrary {
    let library = try SharedLibrary(opening: "/proc/self/fd/\(memory.number)", path: path, sha256: sha256)
    _ = memory.release()
    return library
  }

  /// Hashes and checks the sealed bytes themselves, so that what is mapped is what was looked at.
  private static func inspect(
    _ memory: borrowing Descriptor, _ size: Int, _ path: String
  ) throws(RoundhouseError) -> (String, ElfImage) {
    let bytes = try SealedBytes(memory, size, path)
    do throws(ElfDefect) {
      return (Digest.sha256(bytes.all), try ElfImage(bytes.all))
    } catch {
      throw RoundhouseError(error, path)
    }
  }
}

extension RoundhouseError {
  /// The same as an error of the host.
  init(_ defect: ElfDefect, _ path: String) {
    self.init(
      .invalidManifest, "\(path) \(defect.message)", remedy: defect.remedy, path: path,
      isRetryable: defect.mayBeUnfinished)
  }
}
