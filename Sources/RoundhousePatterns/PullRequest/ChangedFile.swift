/// One file of a pull request, and what has changed in it.
package struct ChangedFile: Sendable, Equatable {
  /// Within the repository; where a file was removed its old path.
  package internal(set) var path: String
  /// Its part of the unified diff, with the lines that name it.
  package internal(set) var patch: [UInt8]
  package internal(set) var additions = 0
  package internal(set) var deletions = 0
}
