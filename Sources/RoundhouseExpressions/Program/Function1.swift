/// The functions of a value and one argument, by their names in jq.
enum Function1: String, CaseIterable {
  case has, contains, startswith, endswith, ltrimstr, rtrimstr, split, join, flatten, index, rindex, indices, test
}
