/// The members of an object, in the order in which their keys first came.
package struct JSONObject: Sendable {
  package typealias Member = (key: String, value: JSONValue)

  package private(set) var members: [Member] = []
  /// Where each key stands, kept only while there are more than a few.
  private var places: [JSONKey: Int] = [:]

  private static let fewest = 8

  package init() {}

  init(capacity: Int) { members.reserveCapacity(capacity) }

  package var count: Int { members.count }

  /// The member's value; setting it to nil takes the member away.
  package subscript(key: String) -> JSONValue? {
    get { place(of: key).map { members[$0].value } }
    set {
      guard let newValue else { return remove(key) }
      if let place = place(of: key) {
        members[place].value = newValue
      } else {
        append(key, newValue)
      }
    }
  }

  /// The members as jq sorts them: by the bytes of their keys.
  package var sorted: [Member] { members.sorted { JSONValue.bytesPrecede($0.key, $1.key) } }

  private func place(of key: String) -> Int? {
    guard members.count > Self.fewest else {
      return members.firstIndex { JSONValue.hasSameBytes($0.key, key) }
    }
    return places[JSONKey(key)]
  }

  private mutating func append(_ key: String, _ value: JSONValue) {
    members.append((key, value))
    if members.count == Self.fewest + 1 {
      remember()
    } else if members.count > Self.fewest {
      places[JSONKey(key)] = members.count - 1
    }
  }

  private mutating func remove(_ key: String) {
    guard let place = place(of: key) else { return }
    members.remove(at: place)
    remember()
  }

  private mutating func remember() {
    places = [:]
    guard members.count > Self.fewest else { return }
    for (place, member) in members.enumerated() { places[JSONKey(member.key)] = place }
  }
}
