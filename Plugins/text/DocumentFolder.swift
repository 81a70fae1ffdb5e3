// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import Glibc

/// A folder with texts, one to a file: `*.md` and `*.txt`.
public struct DocumentFolder: Sendable {
  private static let maximumFiles = 10_000
  private static let maximumBytes = 64 << 20
  private let path: String

  /// - Parameters:
  ///   - path: absolute, or within `folder`.
  ///   - folder: the one that holds the agent's manifest.
  public init(_ path: String, of folder: String) { self.path = path.hasPrefix("/") ? path : "\(folder)/\(path)" }

  /// The documents in the order of their names.
  ///
  /// Throws an `AgentError` with a remedy if the folder cannot be read or has no text, or if its texts have more than
  /// 64 MiB together.
  public func documents() throws(AgentError) -> [Document] {
    var documents: [Document] = []
    var room = Self.maximumBytes
    for file in try names() {
      let bytes = try contents(of: file)
      room -= bytes.count
      guard room >= 0 else {
        throw AgentError(.badRequest, "\(path) has more than 64 MiB of texts; give a folder with less in it")
      }
      documents.append(Document(name: String(file.dropLast(file.hasSuffix(".md") ? 3 : 4)), text: Self.text(bytes)))
    }
    guard !documents.isEmpty else {
      throw AgentError(.badRequest, "\(path) has no texts; put files there that end in .md or .txt")
    }
    return documents
  }

  /// The bytes of one file of the folder.
  public func contents(of file: String) throws(AgentError) -> [UInt8] {
    guard let stream = fopen("\(path)/\(file)", "rbe") else { throw unreadable("\(path)/\(file)") }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    while bytes.count <= Self.maximumBytes {
      let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { $1 = fread($0.baseAddress, 1, 65_536, stream) }
      if chunk.isEmpty { break }
      bytes += chunk
    }
    guard ferror(stream) == 0 else { throw unreadable("\(path)/\(file)") }
    return bytes
  }

  private func names() throws(AgentError) -> [String] {
    guard let folder = opendir(path) else { throw unreadable(path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix("."), name.hasSuffix(".md") || name.hasSuffix(".txt") else { continue }
      names.append(name)
      guard names.count <= Self.maximumFiles else {
        throw AgentError(.badRequest, "\(path) has more than \(Self.maximumFiles) texts; give a folder with fewer")
      }
    }
    return names.sorted()
  }

  private func unreadable(_ path: String) -> AgentError {
    AgentError(
      .badRequest,
      "\(path) cannot be read: \(String(cString: strerror(errno))); correct \"documents\" in the configuration. In a "
        + "worker \"permissions\": {\"read\": […]} of the manifest must name the folder, and every user may have to read it"
    )
  }

  /// The text of a file; a byte order mark at its beginning is none of it.
  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
  }
}
