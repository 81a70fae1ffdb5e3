import Testing

@testable import RoundhouseHost

/// What somebody may have meant.
struct NearestNamesTests {
  private let names = ["ticket.purchase", "ticket.search", "crm.update", "expense.log"]

  @Test(arguments: [
    ("ticket.purchas", ["ticket.purchase"]), ("tiket.search", ["ticket.search"]), ("crm.updaet", ["crm.update"]),
    ("ticket.", ["ticket.purchase", "ticket.search"]), ("zzzzzzzz", []),
  ])
  func `a slip of the pen finds its name, and what is far from all finds none`(_ written: String, _ meant: [String]) {
    #expect(Set(NearestNames.of(written, among: names)) == Set(meant))
    #expect(NearestNames.of(written, among: names).count <= 3)
  }

  @Test func `the nearest stands first, and there are at most three`() {
    let near = NearestNames.of("abcd", among: ["abce", "abcd2", "abxy", "abcd", "axcd"])
    #expect(near.first == "abcd")
    #expect(near.count == 3)
  }
}
