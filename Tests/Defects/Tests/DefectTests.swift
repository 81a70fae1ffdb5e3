import DefectTable
import Testing

@Suite struct DefectTests {
  @Test func `A defect has its folder's name`() {
    #expect(Defect("aborts").name == "aborts")
  }
}
