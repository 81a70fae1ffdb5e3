internal import CSandbox
internal import Glibc

// The order as C takes it: all texts and lists live until the body returns.
extension LaunchOrder {
  func withLaunch<Result>(_ namespaces: Int32, _ body: (inout sandbox_launch) -> Result) -> Result {
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    return words.withUnsafeMutableBufferPointer { words in
      variables.withUnsafeMutableBufferPointer { variables in
        descriptors.withUnsafeBufferPointer { descriptors in
          // The list always ends with nil, so it has a base; its first word is the program.
          var launch = sandbox_launch(
            program: words[0]!, arguments: UnsafePointer(words.baseAddress!),
            environment: UnsafePointer(variables.baseAddress!), descriptors: descriptors.baseAddress,
            descriptor_count: Int32(descriptors.count), output: output, namespaces: namespaces)
          return body(&launch)
        }
      }
    }
  }
}
