/// Programs of all that jq's manual has, tried on each document.
enum JQPrograms {
  static let documents = [
    "null", "-2.5", #""a,b é😀""#, "[3,1,2,null]", #"{"a":1,"b":{"c":[1,2,{"d":"x"}]}}"#,
    #"[{"id":1,"tags":["x","y"],"n":2},{"id":2,"tags":[],"n":1},{"id":3,"tags":["y"],"n":2}]"#,
    #"{"users":[{"name":"Ada","born":1815,"langs":["en","it"]},{"name":"Alan","born":1912,"langs":["en"]}]}"#,
    #"["2015-03-05T23:51:47Z","test.json","10","","Foo bar"]"#,
  ]
  static let all =
    paths + operators + constructions + functions + texts + expressions + dates + control + definitions + streams
    + assignments + reductions + mathematics + sets

  static let paths = [
    ".", ".a", ".a?", ".b.c[2].d?", ".[0]", ".[-1]?", ".[1:3]?", ".[:-1]?", ".[]", ".[]?", "..", "[..|numbers]",
    "[.. | .name? // empty]", ".users[].name", #".users[1]["name"]"#, ".[].tags[]?", ".[\"a\",\"b\"]?", "paths",
    "[paths(type == \"number\")]", "[leaf_paths]", "path(..)", "[path(.a[]?)]", "getpath([\"b\",\"c\",0])?",
    "try getpath([\"a\",\"x\"]) catch .", "del(.a?)", "del(.[0,1]?)", "to_entries?", "delpaths([[\"a\"],[\"b\"]])?",
    "pick", "[tostream]", "fromstream(tostream)", "[1|truncate_stream([[0],1],[[1,0],2],[[1,0]],[[1]])]",
  ]
  static let operators = [
    ". + 1", ". + .", ". - 1", ". * 2", ". / 2", ". % 2", "[.[]? % 2]", ". == .", "[.[]? < 2]", ".a and .b", "not",
    ".a // \"none\"", "(.a,.b) // 0", "[.[]? | . // \"d\"]", "-(.)", "1 / 0", ". / 0", "5 % 0", "[1,2] - [1]",
    "{a: {b: 1}} * {a: {c: 2}}", "\"x\" * 3", "\"x\" * 0", "\"a,b\" / \",\"", "1e1000", "[.,1] | add", "0.1 + 0.2",
    "100000000000000000000", "[3.0, 1e17, 1.5e-9, 12345678901234567890]", "1 as $x | [$x, $x + 1]", ".. == 1",
  ]
  static let constructions = [
    "{a: .}", "{(\"x\",\"y\"): 1}", "[.[]?, 9]", "{a: (1,2), b: (3,4)}", "{\"a\\(1)\": 2}", "{users}?",
    "{@base64 \"x\": 1}",
    "{$__loc__}", "[{a: .[]?}]", "{(.[]?|tostring): 1}", "{\"if\": 1} | .if", "[limit(3; repeat(1))]",
    "{a: 1} | {a, b: 2}",
    ". as $d | {$d}", "[.[]? as [$x, $y] | $y]?", ". as {a: $x, b: {c: [$y, $z]}} | [$x, $y, $z]",
    ".[]? as {id: $i} | $i", "[[1,{\"a\":2}]] | .[] as [$n, {a: $m}] | $n + $m",
    "[[[1,2]], [[3]]] | .[] as [[$a, $b]] | {$a, $b}", ".[]? as [$a] ?// {id: $a} ?// $a | [$a]",
  ]
  static let functions = [
    "length", "utf8bytelength", "keys", "keys_unsorted", "map(has(\"id\"))", "has(0)", "in([1,2])?", "map(.n)",
    "map(. + 1)",
    "map_values(. * 2)", "map_values(empty)", "add", "any", "all", "flatten", "flatten(-1)", "range(3)",
    "[range(0;10;3)]",
    "[range(5;0;-2)]", "[range(0,1;3,4)]", "floor", "sqrt", "tostring", "tonumber", "type", "infinite, -infinite",
    "nan | isnan", "sort", "sort_by(.n)", "sort_by(.n, .id)", "group_by(.n)", "min", "max", "min_by(.n)", "max_by(.n)",
    "unique", "unique_by(.n)", "unique_by(length)", "reverse", "contains({a: 1})", "contains(\"a\")",
    "inside([3,1,2,null,4])",
    "walk(if type == \"array\" then sort else . end)", "walk(if type == \"number\" then . + 1 else . end)", "transpose",
    "[[1],[2,3]] | transpose", "combinations", "[[1,2],[3,4]] | [combinations]", "[0,1] | [combinations(2)]",
    "to_entries", "from_entries", "with_entries(.value |= tostring)",
    "[{name: \"a\", value: 1}, {k: \"b\", v: 2}] | from_entries",
    "first", "last", "nth(1)", "first(.[]?)", "[first(range(10)), last(range(10)), nth(5; range(10))]", "isvalid(.a)?",
    "[splits(\", *\")]?", "$ENV | type", "[.[]? | numbers, strings, nulls]", "arrays, objects",
    "scalars",
    "iterables", "tojson", "tojson | fromjson", "[.[]? | tojson]", "[1,[2]] | getpath([1,0])", "bsearch(2)",
    "builtins | type",
    "[limit(2; .[]?)]", "until(. == null; null)", "[.[]? | while(. != null; null)]?",
    "[recurse(if type == \"array\" then .[] else empty end)]",
    "recurse_down?", "[recurse(. * . ; . < 20)]?", "error", "indices(1)",
    "index(\"b\")",
    "rindex(\"b\")", "indices([1,2])", "env.PATH == null or true", "splits(1)", "ascii_downcase", "ascii_upcase",
    "todate?",
    "getpath([1e9])?", "ltrimstr(\"a\")", "rtrimstr(\"b\")", "startswith(\"a\")", "endswith(1)", "implode", "explode",
    "explode | implode",
  ]
  static let texts = [
    "@text", "@json", "@csv", "@tsv", "@html", "@uri", "@sh", "@base64", "@base64d", "[.[]? | @base64]",
    "map(tostring) | @csv",
    "map(tostring) | @tsv", "map(tostring) | @sh", "@html \"<b>\\(.)</b>\"", "@uri \"?q=\\(.)\"", "@json \"v=\\(.)\"",
    "@sh \"echo \\(.)\"", "\"\\(1,2)-\\(3,4)\"", "\"a\\(\"b\\(\"c\")\")\"", "\"x\\u00e9\\ud83d\\ude00\\n\"",
    "split(\",\")",
    "split(\", *\"; null)", "join(\",\")", "map(tostring) | join(\"-\")", "ascii_downcase | length", "test(\"a\")",
    "\"eyJhIjoxfQ==\" | @base64d | fromjson", "\"=\" | @base64d", "tojson | @base64 | @base64d", ".[1:3]",
    "ltrimstr(1)", "\"aéb\" | .[1:2]",
    "[.[]? | strings | length]", "\"abc\" | sub(\"(?<x>b)\"; \"[\\(.x)]\")", "ascii?", "@foo?",
  ]
  static let expressions = [
    "test(\"B\"; \"i\")", "[match(\"[a-z]\"; \"g\").string]", "match(\"(?<first>[a-z]),(?<second>[a-z])\")",
    "capture(\"(?<x>[a-z]+),(?<y>b)\")",
    "[scan(\"[a-z]\")]", "[scan(\"([a-z]),([a-z])\")]", "split(\"[, ]\"; \"g\")", "[splits(\"[, ]+\")]",
    "sub(\"a\"; \"z\")", "gsub(\"[ab]\"; \"<\\(.)>\")",
    "gsub(\"(?<l>[a-z])\"; \"\\(.l)\\(.l)\")", "sub(\"^\"; \">\")",
    "test(\"(\")", "test([\"A\",\"ix\"])",
    "\"test\" | test(\"T\"; \"q\")", "[\"xyz\",\"axyz\"] | map(test(\"^x\"))", "\"aXbxc\" | [splits(\"x\";\"i\")]",
    "\"ab12\" | capture(\"(?<l>[a-z]+)(?<d>\\\\d+)\")",
    "\"foo bar foo\" | [match(\"foo\"; \"g\") | .offset]",
    "\"é1é\" | [match(\"\\\\d\").offset, (match(\"é\";\"g\").length)]",
    "\"abc\" | [match(\"(z)?b\").captures[0].string]",
  ]
  static let dates = [
    ".[0] | fromdate", "1425599621 | todate", "1425599621 | gmtime", "1425599621 | gmtime | mktime",
    "\"2015-03-05T23:51:47Z\" | strptime(\"%Y-%m-%dT%H:%M:%SZ\")",
    "1425599621 | strftime(\"%A, %B %d, %Y\")", "\"10:11\" | strptime(\"%H:%M\") | .[3:5]", "fromdateiso8601",
    "0 | dateadd(\"seconds\"; 10)?", "mktime", "gmtime", "1425599621.5 | gmtime",
  ]
  static let control = [
    "if . then 1 else 2 end", "if .a? then .a elif . == null then \"n\" else \"x\" end", "if empty then 1 else 2 end",
    "if (true,false) then 1 else 2 end",
    "try error(\"x\") catch .", "try error({a: 1}) catch .a", "[.[]? | try tonumber catch \"no\"]", ".a.b.c?",
    "[.[] | (.a, .b)?]", "error(\"\\(.)\")",
    "label $out | foreach .[]? as $x (0; . + 1; if . > 2 then ., break $out else . end)",
    "[label $f | range(10) | ., (select(. == 3) | break $f)]",
    "first(empty)", "isempty(empty)", "isempty(.[]?)", "[limit(0; 1, 2)]", "try (1, error(\"x\"), 2) catch .",
    "(1, error(\"y\"))?", ". as $x | try error($x) catch .", "empty", "any(.[]?; . == 1)", "all(.[]?; . != 1)",
    "select(type == \"object\")", "[.[]? | select(. != null)]", "[.users[]? | select(.langs | index(\"it\")) | .name]",
    "[repeat(.; 1)]?", "[.[]?] | until(length < 2; .[1:])",
  ]
  static let definitions = [
    "def f: . + 1; f", "def f(g): [g, g]; f(.)", "def f($a; $b): $a + $b; f(1; 2)", "def f: def g: 3; g; f",
    "def f(x): x * 2; f(1, 2)",
    "def fac: if . <= 1 then 1 else . * (. - 1 | fac) end; 5 | fac", "def f: reduce .[]? as $x (0; . + 1); f",
    "def map2(f): [.[]? | f]; map2(type)",
    "def length: 42; length", "[recurse(if . < 3 then . + 1 else empty end)]?", "def z: error(\"z\"); try z catch .",
    "def f(a; b; c): [a, b, c]; f(1; 2; 3)", "def a: 1; def b: a + 1; b, a",
    "def f($x): $x | x; f(7)",
    "def ack(m; n): if m == 0 then n + 1 elif n == 0 then ack(m - 1; 1) else ack(m - 1; ack(m; n - 1)) end; ack(2; 2)",
  ]
  static let streams = [
    "1, 2", "[.[]?, 1]", "(1,2) as $x | $x * 10", "[(1,2) + (10,20)]", "[.[]? | ., .]", "[range(3) as $x | range($x)]",
    "first(range(10;0;-1))", "[limit(5; range(100))]", "[.[]?] | length", "input?", "[splits(\"a\")?]",
    "[tostream] | fromstream(.[])", "[1,[2,3]] | tostream", "[getpath([\"a\"], [\"b\"])?]", "ascii(65)?",
    "[.[]?][1:] | .[]", "[paths]", "[.[]? | type] | group_by(.) | map({(.[0]): length}) | add",
  ]
  static let assignments = [
    ".a = 1", ".a |= . + 1", ".a += 1", ".[0] = 9", ".[]? += 1", ".a.b.c = 1", ".[1:] = [9]", ".[-1] = 0",
    "(.a, .b) = 1", ".a //= 5", ".b.c[0] *= 10", ".[] |= empty", "to_entries? |= length",
    "(.users[]? | select(.born < 1900) | .name) = \"old\"",
    "(.. | select(type == \"number\")) |= . + 1", ".users |= map(.born)", "setpath([\"a\",\"b\"]; 1)",
    "setpath([0]; 1)", "del(.users[0])", "del(..|select(. == 1)?)", ".[] -= 1", ".a /= 2", ".a %= 2",
    "reduce (\"a\",\"b\") as $k ({}; .[$k] = 1)",
    ".[\"x\"] = (1,2)", ".a |= (1,2)", "paths = 1",
  ]
  static let reductions = [
    "reduce .[]? as $x (0; . + ($x | length))", "reduce range(5) as $i ([]; [$i] + .)",
    "[foreach range(5) as $i (0; . + $i; [$i, .])]", "[foreach .[]? as $x (0; . + 1)]",
    "reduce .[]? as [$a, $b] (0; . + 1)", "reduce empty as $x (3; 4)",
    "[foreach (1,2,3) as $x (0; empty; .)]", "reduce (1,2) as $x (0; ., 10)",
    "limit(3; foreach range(100) as $i (0; . + $i))",
  ]
  static let mathematics = [
    "[1.5, -1.5] | map(floor, ceil, round, trunc, fabs)", "[pow(2; 10), log2, exp10?]", "8 | log2, sqrt, cbrt",
    "[1, 2] | map(exp | floor)", "significand?", "10 | logb, gamma, frexp", "ldexp(3; 2)", "scalb(1; 3)", "nearbyint?",
    "[atan2(1; 2)] | map(. * 1000 | floor)", "5 | modf", "fma(2; 3; 4)?", "splits", "1 | sin | . * 1000 | floor",
    "drem(5; 3)", "[limit(3; 7 | recurse(. / 2 | floor; . > 0))]",
  ]
  static let sets = [
    "INDEX(.id)", "INDEX(.[]?; .id)", "[IN(1, 2)]", "IN(.[]?; 1)", "GROUP_BY(.n)", "ascii", "[.[]? | IN(1,3)]",
    "UNIQUE_BY(.n)", "[JOIN({\"1\": \"one\"}; .[]?; .id | tostring)]", "getpath([])",
    "@json \"\\(.)\" | fromjson == .", "splits(\"a\";\"b\";\"c\")", "tojson == (tojson | fromjson | tojson)",
    "[.[]?] | unique | length", "ltrimstr(\"x\") == .",
  ]
}
