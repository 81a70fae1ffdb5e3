import AgentKit
import CRoundhouse
import Testing

@Suite("Human resources", .timeLimit(.minutes(1))) struct HumanResourcesTests {
  let host: TestHost

  init() throws { host = try ShippedAgent.host("hr") }

  private func request(_ from: String, _ to: String, kind: String = "vacation") async -> Answer {
    await host.call(
      "leave.request", #"{"employee":"ada","from":"\#(from)","to":"\#(to)","kind":"\#(kind)"}"#)
  }

  private func left(in year: Int) async -> Int? {
    await host.call("leave.balance", #"{"employee":"ada","year":\#(year)}"#).values["leftDays"] as? Int
  }

  @Test(
    "leave is counted in working days",
    arguments: [
      ("2026-07-01", "2026-07-01", 1), ("2026-07-03", "2026-07-06", 2), ("2026-07-01", "2026-07-14", 10),
      ("2028-02-28", "2028-03-01", 3), ("2026-12-28", "2027-01-08", 10), ("2000-02-28", "2000-03-01", 3),
      ("2100-02-26", "2100-03-01", 2),
    ])
  func workingDays(from: String, to: String, days: Int) async {
    #expect(await request(from, to).values["workingDays"] as? Int == days)
    await host.destroy()
  }

  @Test("the same request again is the same leave, and counts once")
  func repetition() async {
    for _ in 0..<3 { #expect(await request("2026-07-01", "2026-07-03").values["leave"] as? String == "L-1") }
    #expect(await left(in: 2026) == 22)
    await host.destroy()
  }

  @Test("a leave over new year counts in both years")
  func newYear() async {
    _ = await request("2026-12-28", "2027-01-08")
    #expect(await left(in: 2026) == 21)
    #expect(await left(in: 2027) == 19)
    await host.destroy()
  }

  @Test("sick leave costs no vacation, a cancelled leave neither")
  func others() async {
    _ = await request("2026-03-02", "2026-03-06", kind: "sick")
    _ = await request("2026-07-01", "2026-07-03")
    for _ in 0..<2 {
      #expect(
        await host.call("leave.cancel", #"{"employee":"ada","leave":"L-2"}"#).values["status"] as? String
          == "cancelled")
    }
    #expect(await left(in: 2026) == 25)
    #expect(await request("2026-07-01", "2026-07-03").values["leave"] as? String == "L-3")
    await host.destroy()
  }

  @Test("what cannot be granted is refused with its reason")
  func refusals() async {
    #expect(await request("2026-07-10", "2026-07-01").code == "bad_days")
    #expect(await request("2026-07-04", "2026-07-05").code == "no_working_days")
    #expect(await request("2026-07-01", "2026-07-31").code == "too_long")
    _ = await request("2026-07-01", "2026-07-14")
    let overlap = await request("2026-07-14", "2026-07-20")
    #expect(overlap.code == "overlap")
    #expect(overlap.message.contains("L-1"))
    _ = await request("2026-08-03", "2026-08-14")
    let excess = await request("2026-09-07", "2026-09-14")
    #expect(excess.code == "no_days_left")
    #expect(excess.message.contains("5 days left in 2026, not 6"))
    #expect(await host.call("leave.cancel", #"{"employee":"ada","leave":"L-9"}"#).code == "unknown_leave")
    await host.destroy()
  }

  @Test("a day that does not exist is told by its place", arguments: ["2026-02-29", "2026-13-01", "26-1-1", "soon"])
  func badDay(day: String) async {
    let answer = await request(day, "2026-07-01")
    #expect(answer.kind == .schemaFailed)
    #expect(answer.message == "the payload.from: write a day such as 2026-07-01")
    await host.destroy()
  }

  @Test("a year beyond the calendar is refused", arguments: [-5, 0, 99_999_999])
  func badYear(year: Int) async {
    #expect(await host.call("leave.balance", #"{"employee":"ada","year":\#(year)}"#).code == "bad_year")
    await host.destroy()
  }
}
