internal import RoundhouseExpressions

/// What an ``InputMapping`` may take from: the surroundings of a step, or those of a node.
protocol MappingSource: Sendable {
  /// What ``InputMapping/given`` stands for, a JSON text.
  var input: [UInt8] { get }
  /// What ``InputMapping/passedOn`` stands for, a JSON text.
  var previous: [UInt8] { get }
  /// What ``InputMapping/gathered`` stands for, a JSON text.
  var gathered: [UInt8] { get }
  /// What expressions read.
  var document: ExpressionInput { get }
}
