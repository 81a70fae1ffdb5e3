import FixtureBuilder
import Foundation
import RoundhouseModel
import Testing

@testable import RoundhouseConformance

/// Which tests there are, and which are made.
@Suite struct SuiteTests {
  @Test func `Each test proves a rule, and each rule has a test`() {
    let tested = Set(ConformanceSuite.all.map(\.rule))
    #expect(tested == Set(RuleBook.all.map(\.number)))
    #expect(Set(ConformanceSuite.all.map(\.id)).count == ConformanceSuite.all.count)
    for test in ConformanceSuite.all {
      #expect(test.id.hasPrefix(RuleBook.rule(test.rule).group), "\(test.id) stands under \(test.rule)")
    }
  }

  @Test func `Rules stand in the order of their groups, so that a report has each heading once`() {
    let order = RuleBook.groups.map(\.name)
    let files = ConformanceSuite.plan(level: .full, tiers: [.host]).map { RuleBook.rule($0.test.rule).group }
    let places = files.compactMap { order.firstIndex(of: $0) }
    #expect(places.count == files.count)
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func `A level has all tests of those below it; a tier what concerns it`() {
    let quick = ConformanceSuite.plan(level: .quick, tiers: [.host]).map(\.test.id)
    let full = ConformanceSuite.plan(level: .full, tiers: [.host]).map(\.test.id)
    #expect(Set(quick).isStrictSubset(of: full))
    #expect(quick.contains("S1.capabilities") && !quick.contains("C3.fuzz"))
    let worker = ConformanceSuite.plan(level: .full, tiers: [.worker])
    #expect(worker.contains { $0.test.id == "W1.permissions" } && !full.contains("W1.permissions"))
    #expect(!worker.contains { $0.test.id == "R8.process" })
    #expect(ConformanceSuite.plan(level: .quick, tiers: [.host], only: ["C3.fuzz"]).map(\.test.id) == ["C3.fuzz"])
  }

  @Test func `A foreign library is not asked for our table`() {
    let foreign = ConformanceSuite.plan(level: .full, tiers: [.host], kind: .ffi).map(\.test.id)
    #expect(!foreign.contains("R1.table") && foreign.contains("C3.fuzz"))
  }

  @Test func `The header and the page of documentation have every number`() throws {
    let header = try text("sdk/c/include/roundhouse.h")
    let page = try text("Sources/roundhouse/Roundhouse.docc/Conformance.md")
    for rule in RuleBook.all {
      #expect(page.contains("| \(rule.number) |"), "\(rule.number) is missing in Conformance.md")
      if rule.number.hasPrefix("R") {
        #expect(header.contains("[\(rule.number.dropFirst())]"), "\(rule.number) in roundhouse.h")
      }
    }
    for test in ConformanceSuite.all { #expect(page.contains(test.id), "\(test.id) is missing in Conformance.md") }
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: FixtureBuilder.repository + "/" + path, encoding: .utf8)
  }
}
