/// The functions that order or group an array by keys, by their names in jq.
enum KeyedFunction: String, CaseIterable {
  case sort_by, group_by, unique_by, min_by, max_by
}
