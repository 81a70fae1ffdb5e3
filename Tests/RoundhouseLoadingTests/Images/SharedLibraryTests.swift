import RoundhouseModel
import Testing

@testable import RoundhouseLoading

/// Libraries of the system, by name.
struct SharedLibraryTests {
  @Test func `A library of the system is found by its name and tells its place`() throws {
    let library = try SharedLibrary.system("libm.so.6")
    #expect(library.path.hasSuffix("/libm.so.6"))
    #expect(library.sha256.isEmpty)
    let symbol = try #require(library.symbol("pow"))
    typealias Power = @convention(c) (Double, Double) -> Double
    #expect(unsafeBitCast(symbol, to: Power.self)(2, 10) == 1024)
  }

  @Test func `A library that is not installed is an error that says so`() {
    let error = #expect(throws: RoundhouseError.self) { try SharedLibrary.system("libnobodyhasthis.so.9") }
    #expect(error?.message == "libnobodyhasthis.so.9 could not be loaded")
    #expect(error?.cause.contains("cannot open shared object file") == true)
    #expect(error?.remedy == "install the library that is missing, or write its right name")
  }

  @Test(arguments: ["", "/lib/libm.so.6", "./libm.so.6", "libm.so.6\0/x"])
  func `A path is not the name of a system library`(name: String) {
    let error = #expect(throws: RoundhouseError.self) { try SharedLibrary.system(name) }
    #expect(error?.message.hasSuffix("is not the name of a system library") == true)
  }
}
