/// The functions of a value alone, by their names in jq.
enum Function: String, CaseIterable {
  case length, utf8bytelength, keys, keys_unsorted, type, not, add, tostring, tonumber, tojson, fromjson
  case to_entries, from_entries, reverse, flatten, sort, unique, min, max, explode, implode
  case ascii_downcase, ascii_upcase, floor, ceil, round, sqrt, fabs, trunc, isnan, isinfinite
  case csv = "@csv"
  case base64 = "@base64"
}
