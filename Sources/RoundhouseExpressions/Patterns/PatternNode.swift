/// A part of a pattern, as it was read.
indirect enum PatternNode {
  case empty
  case scalars(ScalarSet)
  case place(PatternPlace)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// Without a maximum as often as possible.
  case repeated(PatternNode, minimum: Int, maximum: Int?)
}
