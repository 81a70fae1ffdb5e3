import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

/// How many retries there are.
struct RetryBudgetTests {
  private func spendAll(_ budget: RetryBudget) -> Int {
    var count = 0
    while count < 1_000_000, budget.spend() { count += 1 }
    return count
  }

  @Test func `it begins with ten seconds' worth of the minimum and then refuses`() {
    let budget = RetryBudget(share: 0.1, minimum: 5)
    #expect(spendAll(budget) == 50)
    #expect(!budget.spend())
    #expect(budget.spent.load(ordering: .relaxed) == 50)
    #expect(budget.refused.load(ordering: .relaxed) == 2)
  }

  @Test func `calls earn their share, and time earns the minimum`() {
    let budget = RetryBudget(share: 0.1, minimum: 5)
    _ = spendAll(budget)
    budget.earn(calls: 100, elapsed: 0)
    #expect(spendAll(budget) == 10)
    budget.earn(calls: 0, elapsed: .seconds(2))
    #expect(spendAll(budget) == 10)
  }

  @Test func `what is earned has a bound`() {
    let budget = RetryBudget(share: 1, minimum: 5)
    budget.earn(calls: 1_000_000_000, elapsed: .seconds(3600))
    #expect(spendAll(budget) == 50)
  }

  @Test func `many threads spend no more than there is`() {
    let budget = RetryBudget(share: 0, minimum: 100)
    let spent = counted(threads: 8) { count in
      for _ in 0..<1000 where budget.spend() { count.add(1, ordering: .relaxed) }
    }
    #expect(spent == 1000)
  }
}
