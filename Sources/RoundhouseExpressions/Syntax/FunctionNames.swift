/// The names that messages need.
enum FunctionNames {
  /// The functions of expressions, and how many arguments each may have.
  static let counts: [String: [Int]] = {
    var counts: [String: [Int]] = [
      "true": [0], "false": [0], "null": [0], "infinite": [0], "nan": [0], "empty": [0], "error": [0, 1],
      "first": [0, 1], "last": [0, 1], "nth": [1], "any": [0, 1, 2], "all": [0, 1, 2], "values": [0], "scalars": [0],
      "iterables": [0], "nulls": [0], "booleans": [0], "numbers": [0], "strings": [0], "arrays": [0], "objects": [0],
      "select": [1], "map": [1], "map_values": [1], "with_entries": [1], "isempty": [1], "in": [1], "inside": [1],
      "limit": [2], "test": [1, 2], "flatten": [0, 1],
    ]
    for function in Function.allCases where counts[function.rawValue] == nil { counts[function.rawValue] = [0] }
    for function in Function1.allCases where counts[function.rawValue] == nil { counts[function.rawValue] = [1] }
    for function in KeyedFunction.allCases { counts[function.rawValue] = [1] }
    return counts
  }()

  /// What jq has beyond them.
  static let foreign: Set<String> = [
    "IN", "INDEX", "JOIN", "abs", "acos", "ascii", "asin", "atan", "atan2", "break", "bsearch", "builtins", "capture",
    "cbrt", "combinations", "cos", "debug", "del", "delpaths", "env", "exp", "exp10", "exp2", "finites", "format",
    "fromdate", "fromdateiso8601", "fromstream", "getpath", "gmtime", "gsub", "halt", "halt_error",
    "have_decnum", "have_literal_numbers", "input", "input_filename", "input_line_number", "inputs", "isfinite",
    "isnormal", "leaf_paths", "localtime", "log", "log10", "log2", "ltrim", "match", "mktime",
    "modulemeta", "normals", "now", "path", "paths", "pick", "pow", "range", "recurse", "recurse_down", "reduce",
    "repeat", "rtrim", "scan", "setpath", "significand", "sin", "skip", "splits", "stderr", "strflocaltime",
    "strftime", "strptime", "sub", "tan", "toarray", "todate", "todateiso8601", "tostream", "transpose", "trim",
    "truncate_stream", "until", "walk", "while",
  ]
}
