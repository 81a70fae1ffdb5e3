// SPDX-License-Identifier: Apache-2.0

/// Lines that were written to find a fault.
enum DebugPrint {
  private static let words: [(languages: Set<Language>, text: String)] = [
    ([.javaScript], "console.log("), ([.javaScript], "console.debug("), ([.javaScript], "debugger;"),
    ([.python], "pdb.set_trace("), ([.python], "breakpoint("), ([.java], "System.out.print"),
    ([.java], ".printStackTrace("), ([.rust], "dbg!("), ([.php], "var_dump("), ([.php], "print_r("),
    ([.ruby], "binding.pry"), ([.ruby], "byebug"), ([.go], "fmt.Println("), ([.go], "spew.Dump("), ([.swift], "dump("),
    ([.swift], "debugPrint("), ([.c], "std::cerr"),
  ]
  private static let signs = words.map { (languages: $0.languages, text: Array($0.text.utf8)) }

  static func stands(in code: [UInt8], _ language: Language) -> Bool {
    signs.contains { sign in
      guard sign.languages.contains(language), let place = code.firstPlace(of: sign.text) else { return false }
      return place == 0 || !code[place - 1].isOfName || sign.text.first == .dot
    }
  }
}
