/// A queue with cheap ends: an array and the place of its first element.
struct Deque<Element> {
  private var elements: [Element?] = []
  private var first = 0

  var count: Int { elements.count - first }
  var isEmpty: Bool { count == 0 }

  mutating func append(_ element: Element) { elements.append(element) }

  /// Takes the first element out that is meant.
  /// - Returns: false if there is none.
  mutating func remove(where isMeant: (Element) -> Bool) -> Bool {
    let place = elements[first...].firstIndex { $0.map(isMeant) ?? false }
    guard let place else { return false }
    elements.remove(at: place)
    return true
  }

  mutating func popFirst() -> Element? {
    guard first < elements.count else { return nil }
    let element = elements[first]
    elements[first] = nil
    first += 1
    // Moves what is left to the front once half of the room is empty, so that each element moves once on average.
    if first >= 32 && first * 2 >= elements.count {
      elements.removeFirst(first)
      first = 0
    }
    return element
  }
}
