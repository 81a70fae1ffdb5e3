/// One member of the state that the nodes of a graph share.
package struct StateMember: Sendable {
  package var name: String
  package var type: StateType
  package var reducer: StateReducer
  /// What it is in the beginning, made of the graph's input; nil for what the reducer begins with.
  package var initial: InputMapping?

  /// - Parameter type: nil for what the reducer asks for.
  package init(
    _ name: String, _ type: StateType? = nil, reducer: StateReducer = .last, initial: InputMapping? = nil
  ) {
    self.name = name
    self.type = type ?? reducer.type ?? .any
    self.reducer = reducer
    self.initial = initial
  }
}
