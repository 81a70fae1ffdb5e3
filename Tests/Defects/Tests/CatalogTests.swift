import DefectTable
import RoundhouseModel
import Testing

extension DefectTests {
  @Suite struct `The catalog` {
    @Test func `names each defect once, and says for both tiers what is expected`() {
      #expect(Set(DefectCatalog.all.map(\.name)).count == DefectCatalog.all.count)
      #expect(DefectCatalog.all.count >= 45)
      #expect(DefectCatalog.all.allSatisfy { Set($0.expected.keys) == Set(Tier.allCases) })
    }

    @Test func `allows no defect in a worker to reach anybody else`() {
      for defect in DefectCatalog.all {
        let expected = defect.expected[.worker]
        #expect(expected?.outcomes.allSatisfy(\.isContained) == true, "\(defect.name)")
        #expect(expected?.mayDisturb == false, "\(defect.name)")
      }
    }

    @Test func `has every hostile agent there is`() throws {
      let known = Set(DefectCatalog.all.map(\.folder))
      let folders = try DefectCatalog.hostileFolders()
      #expect(folders.count >= 45)
      #expect(folders.subtracting(known).isEmpty)
      #expect(known.subtracting(folders).isEmpty)
    }

    @Test func `shares all defects out among hosts, of those that linger at most four to one`() {
      let hosts = DefectCatalog.hosts(for: DefectCatalog.all)
      #expect(Set(hosts.flatMap { $0 }.map(\.name)) == Set(DefectCatalog.all.map(\.name)))
      #expect(hosts.flatMap { $0 }.count == DefectCatalog.all.count)
      #expect(hosts.allSatisfy { host in host.filter(\.lingers).count <= 4 })
      #expect(hosts.allSatisfy { host in Set(host.map(\.lingers)).count == 1 })
      #expect(DefectCatalog.hosts(for: []).isEmpty)
    }
  }
}
